import { describe, expect, it } from 'vitest';
import { parseDuration } from './duration';

describe('a written duration', () => {
  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['1h 30m', 5_400_000],
    ['1d', 86_400_000],
    ['2w', 1_209_600_000],
    ['250ms', 250],
    [' 5s ', 5000],
  ])('reads %s', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each(['', '5', 'm', '-5m', '1.5h', '5 m', '5y', '5m!', `${'1s'.repeat(60)}`])('refuses "%s"', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});
