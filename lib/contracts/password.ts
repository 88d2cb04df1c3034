/** Bounds of a password, in characters as people count them (NIST SP 800-63B: length matters, composition rules do not). */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

/** Why a password is refused. */
export type PasswordProblem = 'too_short' | 'too_long' | 'common' | 'personal';

/** The form passwords are compared and hashed in: the same key presses give the same text on every system. */
export function normalizePassword(password: string): string {
  return password.normalize('NFKC');
}

/** What is wrong with a new password; null for one that will do. `own` are the person's name and address, which others try first. */
export function passwordProblem(password: string, own: readonly string[] = []): PasswordProblem | null {
  const plain = normalizePassword(password);
  const length = [...plain].length;
  if (length < PASSWORD_MIN) return 'too_short';
  if (length > PASSWORD_MAX) return 'too_long';
  const folded = plain.toLowerCase();
  if (COMMON.has(folded) || isMonotonous(folded)) return 'common';
  return own.some((text) => isMostly(folded, text.toLowerCase())) ? 'personal' : null;
}

/** Four different characters at most, or one piece over and over, or a run of neighbours such as 123456789012. */
function isMonotonous(text: string): boolean {
  if (new Set(text).size <= 4) return true;
  if (/^(.{1,6}?)\1+$/u.test(text)) return true;
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return codes.slice(1).every((code, index) => {
    const step = code - (codes[index] ?? 0);
    return Math.abs(step) <= 1 || Math.abs(step) === 9;
  });
}

/** Whether a password is little more than the person's own name or address, or the product's. */
function isMostly(password: string, own: string): boolean {
  return [own, own.split('@', 1)[0] ?? '', 'millrace'].some(
    (part) => part.length >= 4 && password.includes(part) && password.length - part.length < 4,
  );
}

/** The commonest passwords of this length in published leaks; the shorter ones are refused by length already. */
const COMMON: ReadonlySet<string> = new Set(
  `password1234 password12345 password123456 passwordpassword password@1234 p@ssword1234 passw0rd1234 mypassword123 thisispassword
  qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwerty123456 qwerty1234567 qwertyuiop[] qwertyuiopasdf qwertyuiopasdfghjkl 1qaz2wsx3edc
  1qaz2wsx3edc4rfv 1q2w3e4r5t6y 1q2w3e4r5t6y7u q1w2e3r4t5y6 zaq12wsxcde3 qazwsxedcrfv qazwsxedc123 asdfghjkl123 asdfghjklqwe asdfghjkl;'
  zxcvbnm12345 zxcvbnmasdfg abc123456789 abcd12345678 abcdefghijkl abcdefghijklm a1b2c3d4e5f6 aa1234567890 1234567890qw 1234567890abc
  123456789abc 123qweasdzxc 123456qwerty 12345qwertyui 147258369000 147852369000 159753456852 789456123000 741852963000 iloveyou1234
  iloveyou12345 iloveyouforever iloveyousomuch letmein12345 letmein123456 welcome12345 welcome123456 welcome@1234 changeme1234
  changemechangeme changeit12345 administrator administrator1 administrator123 admin1234567 admin12345678 adminadminadmin superadmin123
  rootrootroot root12345678 default12345 correcthorsebatterystaple correct horse battery staple trustno1trustno1 monkey123456
  dragon123456 football1234 baseball1234 basketball12 superman1234 batman123456 princess1234 sunshine1234 charlie12345 michael12345
  jennifer1234 computer1234 internet1234 whatever1234 starwars1234 liverpool123 manchester12 chocolate123 butterfly123 november1234
  september123 december1234 summer202412 winter202412 spring202412 woaini1314520 woaini5201314 5201314woaini woaini123456 wodemima1234
  nihao12345678 mima12345678 zhang1234567 wang12345678`
    .split(/\s+/)
    .concat('correct horse battery staple'),
);
