import { describe, expect, it } from 'vitest';
import { formatMessage } from './format-message';

describe('formatMessage', () => {
  it('fills names, joins lists and leaves null out', () => {
    expect(formatMessage('{a} and {list}{gone}.', { a: 'x', list: ['p', 'q'], gone: null }, 'en')).toBe('x and p, q.');
  });

  it('joins lists by the comma of the language', () => {
    expect(formatMessage('有：{list}。', { list: ['甲', '乙'] }, 'zh')).toBe('有：甲、乙。');
  });

  it('chooses the plural arm of the language and writes the number', () => {
    const message = '{n, plural, =0 {nothing} one {# item} other {# items}}';
    expect([0, 1, 1200].map((n) => formatMessage(message, { n }, 'en'))).toEqual(['nothing', '1 item', '1,200 items']);
  });

  it('chooses a select arm, treats null as none, and fills nested placeholders', () => {
    const message = 'Unknown.{s, select, none {} other { Did you mean "{s}"?}}';
    expect(formatMessage(message, { s: null }, 'en')).toBe('Unknown.');
    expect(formatMessage(message, { s: 'from' }, 'en')).toBe('Unknown. Did you mean "from"?');
  });

  it('leaves a double brace as it is written', () => {
    expect(formatMessage('Write {{ input.{name} }} or {{ item }}.', { name: 'x' }, 'en')).toBe('Write {{ input.{name} }} or {{ item }}.');
  });

  it('never reads inherited members as parameters', () => {
    expect(formatMessage('[{constructor}]', {}, 'en')).toBe('[]');
  });

  it('does not fill placeholders that came in with a value', () => {
    expect(formatMessage('{a}', { a: '{b}', b: 'secret' }, 'en')).toBe('{b}');
  });
});
