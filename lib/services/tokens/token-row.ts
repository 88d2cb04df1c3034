import type { TokenView } from '@/lib/contracts/settings';

/** An API token as stored, without its hash. */
export interface TokenRow {
  id: string;
  name: string;
  prefix: string;
  scopes: TokenView['scopes'];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

/** Select list of a `TokenRow`. */
export const TOKEN_COLUMNS = 'id, name, prefix, scopes, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"';

/** A token as the API tells it. */
export function toTokenView(row: TokenRow): TokenView {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt === null ? null : row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt === null ? null : row.lastUsedAt.toISOString(),
  };
}
