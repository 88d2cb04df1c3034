import { describe, expect, it } from 'vitest';
import { toAuthRefusal } from '@/lib/auth/auth-refusal';
import { userError } from '@/lib/errors/app-error';
import { presentSignIn } from './present-sign-in';

const answer = (error: string, status = 401) =>
  Response.json({ url: `http://localhost/api/auth/error?error=${encodeURIComponent(error)}` }, { status });

describe('the answer to a sign-in', () => {
  it('is our envelope where it is a refusal', async () => {
    const response = await presentSignIn(answer(toAuthRefusal(userError('wrong_credentials', 'x')).message));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(await response.json()).toMatchObject({ code: 40106, data: { reason: 'wrong_credentials' } });
  });

  it('says when to come back', async () => {
    const tooMany = userError('too_many_attempts', 'x', { retryAfterS: 12 });
    const response = await presentSignIn(answer(toAuthRefusal(tooMany).message));
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '12']);
  });

  it('tells nothing of an error that is none of ours', async () => {
    const response = await presentSignIn(answer(toAuthRefusal(new Error('password=hunter2')).message));
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('hunter2');
  });

  it('hands on what it does not know, unread', async () => {
    const success = answer('', 200);
    expect(await presentSignIn(success)).toBe(success);
    for (const error of ['CredentialsSignin', 'millrace.no_such_code.', 'millrace.constructor.']) {
      expect(await (await presentSignIn(answer(error))).json()).toHaveProperty('url');
    }
    expect((await presentSignIn(new Response('<html>', { status: 401 }))).status).toBe(401);
  });
});
