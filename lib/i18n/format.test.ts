import { describe, expect, it } from 'vitest';
import { formatCount, formatDuration, formatMoney, formatRelative } from './format';

const money = (nano: string | null, currency = 'USD') => formatMoney(nano, { currency, locale: 'en', free: 'free', unknown: 'unknown' });

describe('formatMoney', () => {
  it('writes cents below a dollar, dollars above, and words for zero and unknown', () => {
    expect(money('3100000')).toBe('0.31 ¢');
    expect(money('1240000000')).toBe('$1.24');
    expect(money('250000000')).toBe('25.0 ¢');
    expect(money('0')).toBe('free');
    expect(money(null)).toBe('unknown');
  });

  it('never rounds a cost that exists down to nothing', () => {
    expect(money('20')).toBe('< 0.01 ¢');
  });

  it('writes a currency without cents in its own unit', () => {
    expect(money('2500000', 'CNY')).toBe('¥0.0025');
  });
});

describe('formatDuration', () => {
  it('changes unit where the smaller one stops being read', () => {
    expect([0, 999, 1800, 59_949, 59_960, 125_000, 11_520_000].map((ms) => formatDuration(ms, 'en'))).toEqual([
      '0 ms',
      '999 ms',
      '1.8 s',
      '59.9 s',
      '1 min 00 s',
      '2 min 05 s',
      '3 h 12 min',
    ]);
  });
});

it('separates thousands and shortens millions', () => {
  expect([8412, 31_200_000].map((count) => formatCount(count, 'en'))).toEqual(['8,412', '31.2 M']);
});

it('tells how long ago in one unit and never a time in the future for a clock that is ahead', () => {
  expect(formatRelative(0, 125_000, 'en')).toBe('2 min. ago');
  expect(formatRelative(4000, 1000, 'en')).toBe('now');
});

it('writes times and counts with the units of Chinese', () => {
  expect([340, 1800, 125_000, 11_520_000].map((ms) => formatDuration(ms, 'zh'))).toEqual([
    '340 毫秒',
    '1.8 秒',
    '2 分 05 秒',
    '3 小时 12 分',
  ]);
  expect([8412, 31_200_000].map((count) => formatCount(count, 'zh'))).toEqual(['8,412', '3120万']);
  expect(formatRelative(0, 125_000, 'zh')).toBe('2分钟前');
});
