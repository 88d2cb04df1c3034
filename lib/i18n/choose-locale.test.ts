import { describe, expect, it } from 'vitest';
import { chooseLocale, languageTag } from './choose-locale';

describe('chooseLocale', () => {
  it('takes the chosen language before the one the browser likes', () => {
    expect(chooseLocale('zh', 'en-GB,en;q=0.9')).toBe('zh');
    expect(chooseLocale('en', 'zh-CN')).toBe('en');
  });

  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-US,en;q=0.9,zh;q=0.8', 'en'],
    ['fr-FR, zh-Hans;q=0.3, en;q=0.7', 'en'],
    ['fr,de;q=0.9,zh-TW;q=0.1', 'zh'],
    ['ZH-cn', 'zh'],
    ['en;q=0, zh;q=0.1', 'zh'],
    ['zh;q=0', 'en'],
    ['*', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    ['zh;q=abc, en;q=0.1', 'en'],
    [';;;,,q=1,zh', 'zh'],
  ])('reads Accept-Language "%s" as %s', (header, locale) => {
    expect(chooseLocale(undefined, header)).toBe(locale);
  });

  it('ignores a cookie that names no language of ours, and a header without end', () => {
    expect(chooseLocale('<script>', 'zh')).toBe('zh');
    expect(chooseLocale('constructor', null)).toBe('en');
    expect(chooseLocale(undefined, `${'fr,'.repeat(100_000)}zh`)).toBe('en');
  });
});

it('marks Chinese pages as simplified', () => {
  expect([languageTag('en'), languageTag('zh')]).toEqual(['en', 'zh-Hans']);
});
