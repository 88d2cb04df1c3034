import { describe, expect, it } from 'vitest';
import { normalizePassword, passwordProblem } from './password';

describe('passwordProblem', () => {
  it.each([
    ['eleven char', 'too_short'],
    ['🙂'.repeat(11), 'too_short'],
    [`${'long enough '.repeat(17)}`, 'too_long'],
    ['password1234', 'common'],
    ['Password1234', 'common'],
    ['correct horse battery staple', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['123456789012', 'common'],
    ['abababababab', 'common'],
    ['hunterhunterhunter', 'common'],
    ['zyxwvutsrqpo', 'common'],
  ])('finds in "%s" %s', (password, problem) => {
    expect(passwordProblem(password)).toBe(problem);
  });

  it.each(['a quiet river at noon', '水车在清晨慢慢转动着呢呀', 'Tr0ub4dor&3-and-more'])('takes "%s"', (password) => {
    expect(passwordProblem(password, ['ada@example.com', 'Ada Lovelace'])).toBeNull();
  });

  it("refuses the person's own name and address with a little around it", () => {
    expect(passwordProblem('ada.lovelace1', ['ada.lovelace@example.com'])).toBe('personal');
    expect(passwordProblem('Ada Lovelace!', ['Ada Lovelace'])).toBe('personal');
  });
});

it('gives the same password for the same keys on systems that compose characters apart', () => {
  expect(normalizePassword('é')).toBe(normalizePassword('e\u0301'));
});
