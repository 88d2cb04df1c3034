import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertExpression, templateTokens } from './template-tokens';

const pieces = fc.array(fc.constantFrom('{{', '}}', '{', '}', '\\{{', '"', "'", 'a', ' ', '\\', 'input.x'), { maxLength: 14 });

describe('templateTokens', () => {
  it('gives the text back when joined, whatever it holds', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        const tokens = templateTokens(text);
        expect(tokens.map((token) => token.text).join('')).toBe(text);
        let at = 0;
        for (const token of tokens) {
          expect(token.start).toBe(at);
          at += token.text.length;
        }
      }),
    );
  });

  it.each([
    ['Dear {{ input.name }},', ['Dear ', '{{ input.name }}', ',']],
    ["{{ {'a': '}}'}.a }}!", ["{{ {'a': '}}'}.a }}", '!']],
    ['\\{{ kept }}', ['\\{{ kept }}']],
    ['open {{ input.', ['open ', '{{ input.']],
  ])('cuts %s', (text, parts) => {
    expect(templateTokens(text).map((token) => token.text)).toEqual(parts);
  });
});

describe('insertExpression', () => {
  it.each([
    ['Dear , hello', 5, 'Dear {{ input.a }}, hello'],
    ['{{ size() }}', 8, '{{ size(input.a) }}'],
    ['{{ ', 3, '{{ input.a'],
    ['{{ x }}', 7, '{{ x }}{{ input.a }}'],
    ['{{ x }}', 0, '{{ input.a }}{{ x }}'],
  ])('puts braces around it only outside an expression: %s', (text, at, expected) => {
    expect(insertExpression(text, { start: at, end: at }, 'input.a', false).text).toBe(expected);
  });

  it('replaces what is selected and leaves the caret behind it', () => {
    expect(insertExpression('a == b', { start: 5, end: 6 }, 'input.a', true)).toEqual({ text: 'a == input.a', caret: 12 });
  });
});
