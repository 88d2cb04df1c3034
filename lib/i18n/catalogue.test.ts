import { describe, expect, it } from 'vitest';
import { ISSUE_CODES } from '@/lib/dsl/issue';
import { ERROR_CODES } from '@/lib/errors/codes';
import { catalog } from '@/lib/nodes/catalog';
import { issueText } from './coded-text';
import { createTranslator } from './create-translator';

const t = createTranslator('en');

describe('the English catalogue', () => {
  it('has a sentence for every issue code and none for codes that do not exist', () => {
    expect(ISSUE_CODES.filter((code) => !t.has(`issues.${code}`))).toEqual([]);
    expect(t.has('issues.no_such_code')).toBe(false);
  });

  it('has a sentence for every error of the API', () => {
    expect(ERROR_CODES.filter((code) => !t.has(`errors.${code}`))).toEqual([]);
  });

  it('names every core node type', () => {
    expect(catalog.list().filter(({ type }) => !t.has(`nodes.${type}.title`))).toEqual([]);
  });

  it('leaves no placeholder standing when an issue comes without parameters', () => {
    for (const code of ISSUE_CODES) expect(issueText(t, { code, params: {} })).not.toMatch(/[{}]/);
  });

  it('says what was meant, and shows what the server said for a code it does not know', () => {
    expect(issueText(t, { code: 'unknown_node_type', params: { type: 'llm', suggestion: 'llm_completion' } })).toBe(
      'There is no node type "llm". Did you mean "llm_completion"?',
    );
    expect(issueText(t, { code: 'from_the_future', params: {}, message: 'Update.' })).toBe('Update.');
  });
});
