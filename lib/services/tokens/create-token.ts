import { type Principal, requirePermission, TOKEN_PREFIX } from '@/lib/auth';
import type { CreateToken, TokenView } from '@/lib/contracts/settings';
import { hashToken, randomToken } from '@/lib/crypto';
import type { SqlClient } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { newId } from '@/lib/std/ids';
import { TOKEN_COLUMNS, type TokenRow, toTokenView } from './token-row';

/** Characters kept in the clear so that a person can tell tokens apart: 48 of the 256 bits. */
const SHOWN = TOKEN_PREFIX.length + 8;

/** Makes an API token; the token itself is answered here and never again. Nobody hands out more than they hold: throws `forbidden`. */
export async function createToken(deps: ServiceDeps, principal: Principal, input: CreateToken): Promise<TokenView & { token: string }> {
  requirePermission(principal, 'member:manage');
  for (const scope of input.scopes) requirePermission(principal, scope);
  const { workspaceId } = principal;
  const id = newId();
  const token = `${TOKEN_PREFIX}${randomToken()}`;
  const scopes = [...new Set(input.scopes)];
  const row = await deps.db.transaction(async (client) => {
    const maker = await findMaker(client, principal);
    const { rows } = await client.query<TokenRow>(
      `INSERT INTO api_token (id, workspace_id, name, token_hash, prefix, scopes, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, millrace_now() + make_interval(days => $8)) RETURNING ${TOKEN_COLUMNS}`,
      [id, workspaceId, input.name, hashToken(token), token.slice(0, SHOWN), scopes, maker, input.expiresInDays ?? null],
    );
    const data = { name: input.name, scopes };
    await appendAudit(client, principal, { action: 'token.created', subjectKind: 'token', subjectId: id, data });
    return rows[0];
  });
  // INSERT ... RETURNING answers the row it wrote.
  return { ...toTokenView(row as TokenRow), token };
}

/** The member behind a principal: a token made by a token ends with the same member. */
async function findMaker(client: SqlClient, principal: Principal): Promise<string> {
  if (principal.userId !== null) return principal.userId;
  const { rows } = await client.query<{ created_by: string }>('SELECT created_by FROM api_token WHERE workspace_id = $1 AND id = $2', [
    principal.workspaceId,
    principal.tokenId,
  ]);
  if (!rows[0]) throw userError('invalid_token', 'The token that asked does not exist any more.');
  return rows[0].created_by;
}
