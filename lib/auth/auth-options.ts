import type { AuthOptions } from 'next-auth';
import credentialsModule from 'next-auth/providers/credentials';
import { constantTimeEqual } from '@/lib/crypto';
import type { Database } from '@/lib/db/database';
import { redeemSignInLink } from './sign-in-link';

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
}

/** A session lasts a week and renews itself daily. */
const SESSION_S = 7 * 24 * 3600;

/** next-auth's settings: sessions are signed cookies, checked against the member's row elsewhere. */
export function createAuthOptions({ db, secret, secure, localMark }: AuthOptionsInput): AuthOptions {
  return {
    secret,
    useSecureCookies: secure,
    session: { strategy: 'jwt', maxAge: SESSION_S, updateAge: 24 * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        id: 'link',
        name: 'One-time link',
        credentials: { token: { type: 'text' } },
        async authorize(credentials, request) {
          if (localMark === null || !hasMark(request.headers, localMark)) return null;
          const owner = await redeemSignInLink(db, credentials?.token ?? '');
          return owner === null ? null : { id: owner.userId, name: owner.displayName, ...owner };
        },
      }),
    ],
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

function hasMark(headers: Record<string, unknown> | undefined, mark: string): boolean {
  const given = headers?.[LOCAL_MARK_HEADER];
  return typeof given === 'string' && constantTimeEqual(given, mark);
}

function claimsOf(user: object): Record<string, unknown> {
  const { userId, workspaceId, sessionVersion } = user as Record<string, unknown>;
  return { userId, workspaceId, sessionVersion };
}
