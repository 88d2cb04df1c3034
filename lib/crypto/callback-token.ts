import type { MasterKey } from './master-key';
import { hmac, verifyHmac } from './tokens';

/** The wait an address ends, and until when (ms since the epoch). */
export interface CallbackPlace {
  runId: string;
  path: string;
  expiresAt: number;
}

/** Makes and opens the tokens of callback addresses. */
export interface CallbackTokens {
  /** The same place gives the same token. */
  seal(place: CallbackPlace): string;
  /** Null for a token we did not make. It may have expired: whoever opens it asks the database's clock. */
  open(token: string): CallbackPlace | null;
}

const PARTS = /^([0-9A-HJKMNP-TV-Z]{26})\.([0-9a-z]{1,11})\.([A-Za-z0-9_-]{1,1400})\.([0-9a-f]{64})$/;

/** Tokens under a key of their own, derived from the master key: nothing is stored until somebody calls. */
export function createCallbackTokens(masterKey: MasterKey): CallbackTokens {
  const key = hmac(masterKey.reveal(), 'millrace callback addresses v1');
  const sign = (claims: string): string => hmac(key, claims);
  return {
    seal({ runId, path, expiresAt }) {
      const claims = `${runId}.${Math.floor(expiresAt).toString(36)}.${Buffer.from(path, 'utf8').toString('base64url')}`;
      return `${claims}.${sign(claims)}`;
    },
    open(token) {
      const [, runId = '', expires = '', path = '', signature = ''] = PARTS.exec(token) ?? [];
      if (signature === '' || !verifyHmac(key, `${runId}.${expires}.${path}`, signature)) return null;
      return { runId, path: Buffer.from(path, 'base64url').toString('utf8'), expiresAt: Number.parseInt(expires, 36) };
    },
  };
}
