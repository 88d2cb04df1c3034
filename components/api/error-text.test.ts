import { describe, expect, it } from 'vitest';
import { ClientError } from '@/lib/client';
import { createTranslator } from '@/lib/i18n';
import type { Json } from '@/lib/std/json';
import { errorText } from './error-text';

const en = createTranslator('en');
const zh = createTranslator('zh');

const refused = (reason: ClientError['reason'], message: string, data: Json = null) =>
  new ClientError({ code: 42200, reason, message, data });

const issue = (code: string, params: Record<string, Json> = {}) => ({
  code,
  severity: 'error',
  path: '',
  nodeId: null,
  params,
  message: 'English',
});

describe('errorText', () => {
  it('keeps the sentence of the server where it says more, in its language', () => {
    expect(errorText(en, refused('name_taken', 'There is a credential named "a" already.'))).toBe(
      'There is a credential named "a" already.',
    );
    expect(errorText(en, refused('run_not_found', 'No run X.'))).toBe('This run does not exist.');
  });

  it('says an issue by its code in Chinese, and how many more there are', () => {
    const missing = issue('missing_parameter', { parameter: 'name', alternatives: [] });
    const one = errorText(zh, refused('invalid_inputs', 'The inputs do not fit', { issues: [missing] }));
    const two = errorText(zh, refused('invalid_inputs', 'The inputs do not fit', { issues: [missing, missing] }));
    expect(one).toMatch(/^\p{Script=Han}.*name/u);
    expect(one).not.toMatch(/inputs|English/);
    expect(two).toBe(`${one}（另有 1 处）`);
  });

  it('adds the words of the server to the Chinese where no code says more', () => {
    expect(errorText(zh, refused('egress_denied', '10.0.0.1 is not allowed'))).toMatch(/^\p{Script=Han}.*（10\.0\.0\.1 is not allowed）$/u);
  });

  it('takes anything that can be thrown', () => {
    expect(errorText(zh, new Error('a secret'))).toBe(zh('errors.internal'));
    expect(errorText(zh, refused('unreachable', 'x'))).toBe(zh('common.error.offline'));
  });
});
