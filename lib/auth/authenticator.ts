import { getToken } from 'next-auth/jwt';
import { hashToken } from '@/lib/crypto';
import type { Database } from '@/lib/db/database';
import { createAttemptGate } from './attempt-gate';
import { createExpiringCache } from './expiring-cache';
import { findMemberPrincipal, findTokenPrincipal, type SessionClaims, sessionExpired } from './find-principal';
import { parseCookies } from './parse-cookies';
import type { PeerMarks } from './peer-mark';
import type { Principal } from './principal';
import { createRecentSet } from './recent-set';

/** How long a revoked token or an ended session may still work in this process. */
const REMEMBER_MS = 5000;
const TOUCH_MS = 60_000;
/** Unknown tokens from one address. One that worked before is asked about whatever its neighbours do. */
const TOKEN_FAILURES = { burst: 100, perSecond: 5 };

/** What of a request says who asks. */
export interface RequestIdentity {
  authorization: string | undefined;
  cookie: string | undefined;
  /** The server's mark of where the request came from; see `createPeerMarks`. */
  peer?: string | undefined;
}

/** Who asks, and by which means: cookies come along by themselves, a Bearer header does not. */
export interface Authenticated {
  principal: Principal;
  by: 'cookie' | 'bearer';
}

/** Turns headers into a principal; null when they name nobody. */
export interface Authenticator {
  /** A Bearer header wins and cookies are then ignored. Throws `invalid_token`, `session_expired`, `too_many_attempts`. */
  authenticate(identity: RequestIdentity): Promise<Authenticated | null>;
  fromToken(token: string, address?: string | null): Promise<Principal>;
  /** Forgets a token at once, in this process. */
  forget(): void;
}

export interface AuthenticatorOptions {
  db: Database;
  /** Secret of the session cookies; see `sessionSecret`. */
  secret: string;
  /** Whether people reach this server by https: names the cookie. */
  secure: boolean;
  /** Absent: callers are not told apart. */
  peers?: Pick<PeerMarks, 'read'>;
}

/** An authenticator with its own short memory. */
export function createAuthenticator({ db, secret, secure, peers }: AuthenticatorOptions): Authenticator {
  const tokens = createExpiringCache<Principal>(REMEMBER_MS);
  const members = createExpiringCache<Principal>(REMEMBER_MS);
  const sessions = createExpiringCache<SessionClaims | null>(REMEMBER_MS, 1000);
  const touched = createExpiringCache<void>(TOUCH_MS);

  const failures = createAttemptGate(TOKEN_FAILURES);
  const proven = createRecentSet(10_000);

  const lookUp = async (token: string, hash: string, address: string): Promise<Principal> => {
    const find = () => findTokenPrincipal(db, token);
    if (!proven.has(hash)) {
      const principal = await failures.attempt([address], find);
      proven.add(hash);
      return principal;
    }
    try {
      return await find();
    } catch (error) {
      proven.delete(hash);
      throw error;
    }
  };
  const fromToken = async (token: string, address: string | null = null): Promise<Principal> => {
    const hash = hashToken(token);
    const principal = await tokens.get(hash, () => lookUp(token, hash, address ?? ''));
    const { tokenId } = principal;
    if (tokenId !== null) touched.get(tokenId, () => touchToken(db, tokenId)).catch(() => {});
    return principal;
  };
  const fromCookie = async (cookie: string): Promise<Principal | null> => {
    const claims = await sessions.get(hashToken(cookie), () => readSession(cookie, { secret, secure }));
    if (claims === null) return null;
    const key = `${claims.workspaceId}/${claims.userId}/${claims.sessionVersion}`;
    return members.get(key, () => findMemberPrincipal(db, claims));
  };

  return {
    fromToken,
    async authenticate({ authorization, cookie, peer }) {
      if (authorization !== undefined) {
        return { principal: await fromToken(bearerToken(authorization), peers?.read(peer) ?? null), by: 'bearer' };
      }
      const principal = cookie === undefined ? null : await fromCookie(cookie);
      return principal === null ? null : { principal, by: 'cookie' };
    },
    forget() {
      tokens.clear();
      members.clear();
      sessions.clear();
    },
  };
}

/** The text after `Bearer`; anything else is no token of ours and fails as one. */
function bearerToken(authorization: string): string {
  return /^bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? '';
}

async function touchToken(db: Database, tokenId: string): Promise<void> {
  await db.query('UPDATE api_token SET last_used_at = millrace_now() WHERE id = $1', [tokenId]);
}

/** The claims of the session cookie; null when there is none or it does not open. Throws `session_expired` on claims of an older form. */
async function readSession(cookie: string, { secret, secure }: { secret: string; secure: boolean }): Promise<SessionClaims | null> {
  const request = { headers: { cookie }, cookies: parseCookies(cookie) };
  // getToken reads headers and cookies only; its type asks for a whole Next request.
  const token = await getToken({ req: request as never, secret, secureCookie: secure });
  if (token === null) return null;
  const { userId, workspaceId, sessionVersion } = token;
  if (typeof userId !== 'string' || typeof workspaceId !== 'string' || typeof sessionVersion !== 'number') throw sessionExpired();
  return { userId, workspaceId, sessionVersion };
}
