import type { AuthOptions } from 'next-auth';
import credentialsModule from 'next-auth/providers/credentials';
import { setUpOwnerSchema } from '@/lib/contracts/account';
import { constantTimeEqual } from '@/lib/crypto';
import type { Database } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';
import { createAttemptGate } from './attempt-gate';
import { toAuthRefusal } from './auth-refusal';
import type { PasswordSignIn } from './password-sign-in';
import { PEER_HEADER, type PeerMarks } from './peer-mark';
import { type LinkOwner, redeemSignInLink } from './sign-in-link';

// The package is CommonJS: plain Node hands over its whole exports, a bundler their default. Both are the same function.
const CredentialsProvider: typeof credentialsModule = Object.hasOwn(credentialsModule, 'default')
  ? (credentialsModule as unknown as { default: typeof credentialsModule }).default
  : credentialsModule;

/** The server's own mark on requests that came over loopback; a client's header of this name is dropped before. */
export const LOCAL_MARK_HEADER = 'x-millrace-local';

export interface AuthOptionsInput {
  db: Database;
  secret: string;
  secure: boolean;
  /** The value of the mark in this process; null: this server signs nobody in by link. */
  localMark: string | null;
  peers: Pick<PeerMarks, 'read'>;
  passwords: PasswordSignIn;
  /** Gives the owner of a setup link name, address and password. Throws `link_invalid`, `password_refused`, `email_taken`. */
  setUpOwner: (given: { token: string; displayName: string; email: string; password: string }) => Promise<LinkOwner>;
}

/** A session lasts a week and renews itself daily. */
const SESSION_S = 7 * 24 * 3600;

/** Failed links of one address: nobody guesses 256 bits, so this only keeps the database from the noise. */
const LINK_FAILURES = { burst: 20, perSecond: 1 / 2 };

/** next-auth's settings: sessions are signed cookies, checked against the member's row elsewhere. */
export function createAuthOptions(input: AuthOptionsInput): AuthOptions {
  return {
    secret: input.secret,
    useSecureCookies: input.secure,
    session: { strategy: 'jwt', maxAge: SESSION_S, updateAge: 24 * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: waysIn(input),
    callbacks: {
      jwt({ token, user }) {
        // `user` is what authorize answered, at sign-in only.
        return user ? { ...token, ...claimsOf(user) } : token;
      },
      session({ session, token }) {
        return { ...session, userId: token.userId, workspaceId: token.workspaceId };
      },
    },
  };
}

function waysIn({ db, localMark, peers, passwords, setUpOwner }: AuthOptionsInput): AuthOptions['providers'] {
  const links = createAttemptGate(LINK_FAILURES);
  const addressOf = ({ headers }: Asked) => peers.read(headers?.[PEER_HEADER]);
  const byLink = (asked: Asked, use: () => Promise<LinkOwner>) => links.attempt([addressOf(asked) ?? ''], use);
  return [
    wayIn('link', 'One-time link', ['token'], ({ token = '' }, asked) =>
      byLink(asked, async () => {
        const isLocal = localMark !== null && hasMark(asked.headers, localMark);
        const owner = isLocal ? await redeemSignInLink(db, token) : null;
        if (owner === null) throw userError('link_invalid', 'The link does not work.');
        return owner;
      }),
    ),
    wayIn('password', 'E-mail and password', ['email', 'password'], ({ email = '', password = '' }, asked) =>
      passwords.signIn({ email, password, address: addressOf(asked) }),
    ),
    wayIn('setup', 'Setup link', ['token', 'displayName', 'email', 'password'], (given, asked) => {
      const { token, displayName, email, password } = given;
      const parsed = setUpOwnerSchema.safeParse({ token, displayName, email, password });
      if (!parsed.success) throw userError('invalid_request', 'The form does not fit.');
      return byLink(asked, () => setUpOwner(parsed.data));
    }),
  ];
}

interface Asked {
  headers?: Record<string, unknown> | undefined;
}

/** One provider: whatever it throws is told in a form next-auth hands on. */
function wayIn(
  id: string,
  name: string,
  fields: readonly string[],
  signIn: (given: Record<string, string | undefined>, asked: Asked) => Promise<LinkOwner>,
): AuthOptions['providers'][number] {
  return CredentialsProvider({
    id,
    name,
    credentials: Object.fromEntries(fields.map((field) => [field, { type: 'text' }])),
    async authorize(credentials, asked) {
      try {
        const owner = await signIn(textsOf(credentials ?? {}), asked);
        return { id: owner.userId, name: owner.displayName, ...owner };
      } catch (error) {
        throw toAuthRefusal(error);
      }
    },
  });
}

/** Fields that are texts: a body may carry anything. */
function textsOf(given: Record<string, unknown>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]));
}

function hasMark(headers: Record<string, unknown> | undefined, mark: string): boolean {
  const given = headers?.[LOCAL_MARK_HEADER];
  return typeof given === 'string' && constantTimeEqual(given, mark);
}

function claimsOf(user: object): Record<string, unknown> {
  const { userId, workspaceId, sessionVersion } = user as Record<string, unknown>;
  return { userId, workspaceId, sessionVersion };
}
