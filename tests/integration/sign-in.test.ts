import { scryptSync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { createPasswordSignIn, createSetupLink, type Principal } from '@/lib/auth';
import { createAttemptGate } from '@/lib/auth/attempt-gate';
import { loadMasterKey } from '@/lib/crypto';
import { changePassword } from '@/lib/services/account/change-password';
import { getAccount } from '@/lib/services/account/get-account';
import { setUpOwner } from '@/lib/services/account/set-up-owner';
import { signOutEverywhere } from '@/lib/services/account/sign-out-everywhere';
import { updateAccount } from '@/lib/services/account/update-account';
import { verifyAudit } from '@/lib/services/audit/verify-audit';
import { newId } from '@/lib/std/ids';
import { type ApiAnswer, openTestApi } from '@/tests/support/api';
import { openTestDatabase } from '@/tests/support/database';
import { openTestServices } from '@/tests/support/services';

const database = await openTestDatabase();
const { db, owner } = database;
const services = openTestServices(database);
const { deps } = services;
const api = await openTestApi(services);
const masterKey = loadMasterKey({ fromEnv: Buffer.alloc(32, 7).toString('base64'), dataDir: '' });
const PASSWORD = 'a quiet river at noon';
const OTHER = 'three boats on the water';
const gates = () => ({
  pair: createAttemptGate({ burst: 3, perSecond: 1 / 1000 }),
  address: createAttemptGate({ burst: 6, perSecond: 1 / 1000 }),
  account: createAttemptGate({ burst: 6, perSecond: 1 / 1000 }),
});

// A password costs a quarter of a second of a whole core, and cores are shared.
vi.setConfig({ testTimeout: 90_000 });

/** A stored password of another cost, which is cheap to hold guesses against. */
function cheapHash(password: string): string {
  const salt = Buffer.alloc(16, 3);
  return `scrypt$ln=10,r=8,p=1$${salt.toString('base64url')}$${scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 }).toString('base64url')}`;
}

/** Somebody who can sign in by password. */
async function somebody(): Promise<{ principal: Principal; email: string }> {
  const principal = await services.principal();
  const email = `${newId().toLowerCase()}@example.com`;
  await updateAccount(deps, principal, { email });
  await db.query('UPDATE member SET password_hash = $2 WHERE user_id = $1', [principal.userId, cheapHash(PASSWORD)]);
  return { principal, email };
}

describe('signing in by password', () => {
  it('opens with the right one, however the address is written, and says whom', async () => {
    const { principal, email } = await somebody();
    const signIns = createPasswordSignIn(db);
    const owned = await signIns.signIn({ email: ` ${email.toUpperCase()} `, password: PASSWORD, address: '203.0.113.1' });
    expect(owned).toMatchObject({ userId: principal.userId, workspaceId: principal.workspaceId, sessionVersion: 1 });
    expect(await signIns.isPossible()).toBe(true);
  });

  it('answers the same for a wrong password, an unknown address, an address that is none, and one without a password', async () => {
    const { email } = await somebody();
    const without = await services.principal();
    await updateAccount(deps, without, { email: 'without@example.com' });
    const signIns = createPasswordSignIn(db);
    const refusals = [];
    for (const [who, password] of [
      [email, 'not this one at all'],
      ['nobody@example.com', PASSWORD],
      ['no address', PASSWORD],
      ['without@example.com', ''],
      [email, 'x'.repeat(100_000)],
    ] as const) {
      refusals.push(await signIns.signIn({ email: who, password, address: '203.0.113.2' }).catch((error: Error) => error.message));
    }
    expect(new Set(refusals).size).toBe(1);
  });

  it('stores no password, and makes an old hash anew', async () => {
    const { principal, email } = await somebody();
    const stored = () =>
      db
        .query<{ password_hash: string }>('SELECT password_hash FROM member WHERE user_id = $1', [principal.userId])
        .then(({ rows }) => rows[0]?.password_hash ?? '');
    expect(await stored()).not.toContain('river');
    await db.query('UPDATE member SET password_hash = $2 WHERE user_id = $1', [principal.userId, cheapHash(PASSWORD)]);
    await createPasswordSignIn(db).signIn({ email, password: PASSWORD, address: null });
    expect(await stored()).toMatch(/^scrypt\$ln=15,/);
    await createPasswordSignIn(db).signIn({ email, password: PASSWORD, address: null });
  });

  it('refuses after failures from one place, and lets the right one in from another', async () => {
    const { email } = await somebody();
    const signIns = createPasswordSignIn(db, gates());
    const wrong = (address: string) => signIns.signIn({ email, password: 'wrong', address }).catch(({ code }) => code);
    const codes = [];
    for (let n = 0; n < 5; n += 1) codes.push(await wrong('203.0.113.3'));
    expect(codes).toEqual([...Array(3).fill('wrong_credentials'), ...Array(2).fill('too_many_attempts')]);
    await expect(signIns.signIn({ email, password: PASSWORD, address: '203.0.113.3' })).rejects.toMatchObject({
      details: { retryAfterS: expect.any(Number) },
    });
    await expect(signIns.signIn({ email, password: PASSWORD, address: '203.0.113.4' })).resolves.toBeDefined();
  });

  it('bounds guesses at one account from many places, without shutting its owner out of a place they used before', async () => {
    const { email } = await somebody();
    const signIns = createPasswordSignIn(db, gates());
    await signIns.signIn({ email, password: PASSWORD, address: '203.0.113.5' });
    const codes = [];
    for (let n = 0; n < 8; n += 1) {
      codes.push(await signIns.signIn({ email, password: 'wrong', address: `198.51.100.${n}` }).catch(({ code }) => code));
    }
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(6);
    expect(codes.at(-1)).toBe('too_many_attempts');
    await expect(signIns.signIn({ email, password: PASSWORD, address: '203.0.113.5' })).resolves.toBeDefined();
  });

  it('bounds guesses at many accounts from one place', async () => {
    const signIns = createPasswordSignIn(db, gates());
    const codes = [];
    for (let n = 0; n < 8; n += 1) {
      codes.push(await signIns.signIn({ email: `${n}@example.com`, password: 'wrong', address: '203.0.113.6' }).catch(({ code }) => code));
    }
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(2);
  });
});

describe('a setup link', () => {
  const token = async () => (await createSetupLink(db, masterKey)).path.split('token=')[1] ?? '';
  const form = { displayName: 'Ada', email: 'ada@example.com', password: PASSWORD };
  const setUp = (given: Partial<typeof form> & { token: string }) => setUpOwner({ db, masterKey }, { ...form, ...given });

  it('sets name, address and password once, and ends older sessions', async () => {
    const [first, second] = [await token(), await token()];
    const before = await db.query<{ user_id: string; session_version: number }>(
      "SELECT user_id, session_version FROM member m JOIN workspace w ON w.id = workspace_id WHERE role = 'owner' ORDER BY w.created_at LIMIT 1",
    );
    const signedIn = await setUp({ token: first });
    expect(signedIn).toMatchObject({ userId: before.rows[0]?.user_id, displayName: 'Ada' });
    expect(signedIn.sessionVersion).toBe((before.rows[0]?.session_version ?? 0) + 1);
    await expect(setUp({ token: first })).rejects.toMatchObject({ code: 'link_invalid' });
    // A link printed before was for the member as they stood then.
    await expect(setUp({ token: second })).rejects.toMatchObject({ code: 'link_invalid' });
    await expect(createPasswordSignIn(db).signIn({ ...form, address: null })).resolves.toMatchObject({ userId: signedIn.userId });
    expect(await createSetupLink(db, masterKey)).toMatchObject({ hasPassword: true });
  });

  it('works once when two use it at the same moment', async () => {
    const link = await token();
    const results = await Promise.allSettled([setUp({ token: link }), setUp({ token: link, password: OTHER })]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused when it is forged, of another key, or too old, and is not used up by a bad password', async () => {
    const link = await token();
    const [userId = '', until = '', signature = ''] = link.split('.');
    const later = (Number.parseInt(until, 36) + 60).toString(36);
    const stranger = await services.principal();
    const otherKey = loadMasterKey({ fromEnv: Buffer.alloc(32, 8).toString('base64'), dataDir: '' });
    const foreign = (await createSetupLink(db, otherKey)).path.split('token=')[1] ?? '';
    for (const forged of [
      '',
      'x',
      `${userId}.${later}.${signature}`,
      `${stranger.userId}.${until}.${signature}`,
      foreign,
      `${userId}.1.${signature}`,
    ]) {
      await expect(setUp({ token: forged })).rejects.toMatchObject({ code: 'link_invalid' });
    }
    await expect(setUp({ token: link, password: 'password1234' })).rejects.toMatchObject({
      code: 'password_refused',
      details: { problem: 'common' },
    });
    await expect(setUp({ token: link })).resolves.toBeDefined();
  });
});

describe('an account', () => {
  it('asks for the current password before address or password change, not before the name', async () => {
    const { principal, email } = await somebody();
    await updateAccount(deps, principal, { displayName: 'Ada L.' });
    expect(await getAccount(deps, principal)).toEqual({ displayName: 'Ada L.', email, role: 'owner', hasPassword: true });
    await expect(updateAccount(deps, principal, { email: 'new@example.com' })).rejects.toMatchObject({ code: 'wrong_password' });
    await expect(changePassword(deps, principal, { newPassword: OTHER })).rejects.toMatchObject({ code: 'wrong_password' });
    await updateAccount(deps, principal, { email: `new.${email}`, currentPassword: PASSWORD });
    await changePassword(deps, principal, { currentPassword: PASSWORD, newPassword: OTHER });
    await expect(createPasswordSignIn(db).signIn({ email: `new.${email}`, password: OTHER, address: null })).resolves.toBeDefined();
    expect(await verifyAudit(db, principal.workspaceId)).toMatchObject({ brokenAt: null });
  });

  it('refuses passwords that are no good, and one without an address to sign in by', async () => {
    const { principal, email } = await somebody();
    for (const newPassword of ['short', 'x'.repeat(201), 'password1234', email]) {
      await expect(changePassword(deps, principal, { currentPassword: PASSWORD, newPassword })).rejects.toMatchObject({
        code: 'password_refused',
      });
    }
    await expect(changePassword(deps, await services.principal(), { newPassword: PASSWORD })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('is no place to guess the current password', async () => {
    const { principal } = await somebody();
    const codes = [];
    for (let n = 0; n < 10; n += 1) {
      codes.push(await changePassword(deps, principal, { currentPassword: `guess ${n}`, newPassword: OTHER }).catch(({ code }) => code));
    }
    expect(codes.filter((code) => code === 'too_many_attempts').length).toBeGreaterThanOrEqual(1);
  });

  it("keeps each address to one member of a workspace, and is nobody else's to read or change", async () => {
    const { principal, email } = await somebody();
    const second = { ...principal, userId: newId() };
    await db.query("INSERT INTO member (workspace_id, user_id, display_name, role) VALUES ($1, $2, 'Second', 'viewer')", [
      second.workspaceId,
      second.userId,
    ]);
    await expect(updateAccount(deps, second, { email })).rejects.toMatchObject({ code: 'email_taken' });
    await updateAccount(deps, second, { displayName: 'Still second' });
    expect(await getAccount(deps, principal)).toMatchObject({ displayName: 'Owner', email });
  });

  it('belongs to people: a token of any scope is refused', async () => {
    const token = await api.token(await services.principal());
    for (const [method, path, body] of [
      ['GET', '/api/account', undefined],
      ['PUT', '/api/account', { displayName: 'x' }],
      ['PUT', '/api/account/password', { newPassword: PASSWORD }],
      ['POST', '/api/account/sign-out-everywhere', {}],
    ] as const) {
      expect(await api.call(method, path, { token, body })).toMatchObject({ status: 403, data: { reason: 'forbidden' } });
    }
  });

  it('signs out everywhere: every session made before is over within five seconds, tokens stay', async () => {
    const principal = await services.principal();
    const cookie = await api.cookie(principal);
    const token = await api.token(principal);
    const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' };
    expect((await api.call('GET', '/api/me', { headers })).status).toBe(200);
    await signOutEverywhere(deps, principal);
    await expect.poll(async () => (await api.call('GET', '/api/me', { headers })).data.reason, { timeout: 7000 }).toBe('session_expired');
    expect((await api.call('GET', '/api/me', { headers: { ...headers, Cookie: await api.cookie(principal, 2) } })).status).toBe(200);
    expect((await api.call('GET', '/api/me', { token })).status).toBe(200);
    const { rows } = await owner.query('SELECT 1 FROM audit_log WHERE workspace_id = $1 AND action = $2', [
      principal.workspaceId,
      'member.signed_out_everywhere',
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('tokens that fail', () => {
  it('are refused with 429 and Retry-After after a burst, while one that worked before goes on', async () => {
    const token = await api.token(await services.principal());
    expect((await api.call('GET', '/api/me', { token })).status).toBe(200);
    const refused: ApiAnswer[] = [];
    // Five a second are forgotten while this goes on.
    for (let batch = 0; refused.length === 0 && batch < 20; batch += 1) {
      const tries = await Promise.all(Array.from({ length: 60 }, (_, n) => api.call('GET', '/api/me', { token: `mr_wrong${batch}.${n}` })));
      refused.push(...tries.filter(({ status }) => status === 429));
    }
    expect(refused[0]).toMatchObject({ code: 42902, data: { reason: 'too_many_attempts' } });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    // Its look-up is forgotten after five seconds and made again.
    await new Promise((resolve) => setTimeout(resolve, 5100));
    await Promise.all(Array.from({ length: 60 }, (_, n) => api.call('GET', '/api/me', { token: `mr_again${n}` })));
    expect((await api.call('GET', '/api/me', { token })).status).toBe(200);
  });
});
