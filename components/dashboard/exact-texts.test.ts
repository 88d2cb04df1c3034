import { expect, it } from 'vitest';
import { exactCount, exactMoney, percent, shortCount, shortMoney } from './exact-texts';

it('writes money to the last nano unit, far beyond what a float holds', () => {
  expect(exactMoney('18014398509481987000000001', 'USD', 'en')).toBe('$18,014,398,509,481,987.000000001');
  expect(exactMoney('1234', 'USD', 'en')).toBe('$0.000001234');
  expect(exactMoney('0', 'EUR', 'en')).toBe('€0.00');
  expect(exactMoney('1500000000', 'CNY', 'zh')).toBe('¥1.50');
});

it('writes money short where there is little room', () => {
  expect(['41870000000', '3120000', '12345000000000', '0'].map((nano) => shortMoney(nano, 'USD', 'en'))).toEqual([
    ...['$41.87', '$0.00312', '$12.3K', '$0'],
  ]);
});

it('writes counts in full and in short', () => {
  expect([
    exactCount('9007199254740993', 'en'),
    shortCount(8412, 'en'),
    shortCount(31_204_118, 'en'),
    shortCount(31_204_118, 'zh'),
  ]).toEqual([...['9,007,199,254,740,993', '8,412', '31.2M', '3120.4万']]);
  expect([percent(0.979, 'en'), percent(1, 'en')]).toEqual(['97.9%', '100%']);
});
