import { emailSchema } from '@/lib/contracts/account';
import { normalizePassword, PASSWORD_MAX } from '@/lib/contracts/password';
import { hashPassword, needsRehash, verifyPassword } from '@/lib/crypto';
import type { Database } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';
import { type AttemptGate, createAttemptGate } from './attempt-gate';
import { createRecentSet } from './recent-set';
import type { LinkOwner } from './sign-in-link';

/** Signs people in by address and password. */
export interface PasswordSignIn {
  /** Throws `wrong_credentials`, the same for an unknown address and after the same work, and `too_many_attempts`. */
  signIn(given: { email: string; password: string; address: string | null }): Promise<LinkOwner>;
  /** Whether anybody can sign in this way yet. */
  isPossible(): Promise<boolean>;
}

/** Failures of one person from one place, from one place, and for one account from everywhere. */
export interface PasswordGates {
  pair: AttemptGate;
  address: AttemptGate;
  account: AttemptGate;
}

function createPasswordGates(): PasswordGates {
  return {
    pair: createAttemptGate({ burst: 8, perSecond: 1 / 5 }),
    address: createAttemptGate({ burst: 40, perSecond: 1 / 2 }),
    account: createAttemptGate({ burst: 40, perSecond: 1 / 4 }),
  };
}

interface MemberRow {
  workspace_id: string;
  user_id: string;
  display_name: string;
  session_version: number;
  password_hash: string;
}

/** Password sign-in with its memory of failures in this process. */
export function createPasswordSignIn(db: Database, gates: PasswordGates = createPasswordGates()): PasswordSignIn {
  // From where an account was signed into before, a stranger's failures elsewhere must not keep its owner out.
  const proven = createRecentSet(10_000);
  const check = async (email: string, password: string): Promise<LinkOwner> => {
    const member = await findMember(db, email);
    // Same work for nobody: who asks cannot tell whether the address is known.
    const isRight = await verifyPassword(normalizePassword(password), member?.password_hash ?? null);
    if (!member || !isRight) throw userError('wrong_credentials', 'The e-mail address or the password is not right.');
    // One that cannot be stored now is made at the next sign-in.
    if (needsRehash(member.password_hash)) await rehash(db, member, password).catch(() => {});
    return {
      workspaceId: member.workspace_id,
      userId: member.user_id,
      displayName: member.display_name,
      sessionVersion: member.session_version,
    };
  };
  return {
    async signIn({ email: written, password: given, address }) {
      const email = emailSchema.safeParse(written).data ?? '';
      // Longer than any that is taken: hashed as if it were none, never at its full length.
      const password = given.length > PASSWORD_MAX * 4 ? '' : given;
      const pair = `${address ?? ''} ${email}`;
      const byAccount = () => (proven.has(pair) ? check(email, password) : gates.account.attempt([email], () => check(email, password)));
      const owner = await gates.pair.attempt([pair], () => (address === null ? byAccount() : gates.address.attempt([address], byAccount)));
      proven.add(pair);
      return owner;
    },
    async isPossible() {
      const { rows } = await db.query('SELECT 1 FROM member WHERE password_hash IS NOT NULL AND email IS NOT NULL LIMIT 1');
      return rows.length > 0;
    },
  };
}

async function findMember(db: Database, email: string): Promise<MemberRow | undefined> {
  const { rows } = await db.query<MemberRow>(
    `SELECT m.workspace_id, m.user_id, m.display_name, m.session_version, m.password_hash
     FROM member m JOIN workspace w ON w.id = m.workspace_id
     WHERE m.email = $1 AND m.password_hash IS NOT NULL ORDER BY w.created_at LIMIT 1`,
    [email],
  );
  return rows[0];
}

async function rehash(db: Database, member: MemberRow, password: string): Promise<void> {
  await db.query('UPDATE member SET password_hash = $4 WHERE workspace_id = $1 AND user_id = $2 AND password_hash = $3', [
    member.workspace_id,
    member.user_id,
    member.password_hash,
    await hashPassword(normalizePassword(password)),
  ]);
}
