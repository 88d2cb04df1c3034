import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { createGate } from './gate';

/**
 * scrypt's cost: N = 2^15, r = 8, p = 3, which is 32 MiB and about a quarter of a second; one of the equivalent settings of the OWASP
 * Password Storage Cheat Sheet (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt). The one with less
 * memory and more passes is taken because several people may sign in at once.
 */
const COST = { ln: 15, r: 8, p: 3 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** Each derivation takes 32 MiB and a thread of Node's pool: two at a time, and no more waiting than 20 s of work. */
const derivations = createGate({ atOnce: 2, waiting: 80 });

const FORM = /^scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/;

interface Cost {
  ln: number;
  r: number;
  p: number;
}

/** A password as it is stored: parameters, salt and key in one text. Throws `unavailable` when too many are hashed at once. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return `scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Whether a password is the stored one. Without a stored one the same work is done and the answer is no. Throws as `hashPassword` does. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parsed = FORM.exec(stored ?? '');
  const [, ln, r, p, salt = '', key = ''] = parsed ?? [];
  const cost = parsed ? { ln: Number(ln), r: Number(r), p: Number(p) } : COST;
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return parsed !== null && timingSafeEqual(derived, Buffer.from(key, 'base64url'));
}

/** Whether a stored hash was made at another cost than today's, so that it is made anew when its password is known. */
export function needsRehash(stored: string): boolean {
  return !stored.startsWith(`scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$`);
}

function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 128 * r * (N + p + 2) };
  return derivations.run(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password, salt, KEY_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)));
      }),
  );
}
