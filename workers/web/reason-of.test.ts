import { describe, expect, it } from 'vitest';
import { operationalError } from '@/lib/errors/app-error';
import { reasonOf } from './reason-of';

describe('reasonOf', () => {
  it('tells our own sentence, and of its cause only name and places', () => {
    const reason = reasonOf(operationalError('database_unavailable', 'The database does not answer.', new TypeError('password=hunter2')));
    expect(reason).toMatch(/^database_unavailable: The database does not answer\. \(TypeError \| at /);
    expect(reason).not.toContain('hunter2');
  });

  it("leaves out a library's message, even one of several lines", () => {
    const error = Object.assign(new Error('invalid input: "a secret\n of two lines"'), { code: '22P02' });
    expect(reasonOf(error)).toMatch(/^Error 22P02 \| at /);
    expect(reasonOf(error)).not.toContain('secret');
    expect(reasonOf(error)).not.toContain('two lines');
  });

  it('takes anything that can be thrown', () => {
    expect(reasonOf('text with a secret')).toBe('string');
  });
});
