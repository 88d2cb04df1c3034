import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { actorOf, type Principal } from '@/lib/auth';
import type { SqlClient } from '@/lib/db/database';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';

/** What was done, to what; `data` holds no secret and no payload. */
export interface AuditEntry {
  action: string;
  subjectKind: string;
  subjectId: string;
  data?: JsonObject;
}

/** Advisory lock space of audit chains: one lock per workspace. */
const AUDIT_LOCK = 7104;
/** What stands in for the hash before the first row. */
export const AUDIT_GENESIS = Buffer.alloc(32);

/**
 * Writes the audit row inside the caller's transaction. Each row's hash covers the row and the hash of the workspace's row before it,
 * so a row that was changed or taken out shows. Call it last: it holds the workspace's chain until the commit.
 */
export async function appendAudit(client: SqlClient, principal: Principal, entry: AuditEntry): Promise<void> {
  const { workspaceId } = principal;
  await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [AUDIT_LOCK, workspaceId]);
  const { rows } = await client.query<{ hash: Uint8Array | null; at: string }>(
    // Each row is later than the one before it, whatever clocks and ids of other processes say: the time alone orders the chain.
    `SELECT last.hash, to_char(greatest(millrace_now(), last.at + interval '1 ms') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
     FROM (SELECT 1) AS one LEFT JOIN LATERAL (SELECT hash, at FROM audit_log WHERE workspace_id = $1 ORDER BY at DESC LIMIT 1) AS last ON true`,
    [workspaceId],
  );
  const actor = actorOf(principal);
  const row: AuditRow = {
    id: newId(),
    workspaceId,
    at: rows[0]?.at ?? '',
    actorKind: actor.kind,
    actorId: actor.id,
    action: entry.action,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    data: entry.data ?? null,
  };
  const hash = auditHash(rows[0]?.hash ?? AUDIT_GENESIS, row);
  await client.query(
    `INSERT INTO audit_log (id, workspace_id, at, actor_kind, actor_id, action, subject_kind, subject_id, data, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.id,
      workspaceId,
      row.at,
      row.actorKind,
      row.actorId,
      row.action,
      row.subjectKind,
      row.subjectId,
      row.data && JSON.stringify(row.data),
      hash,
    ],
  );
}

/** An audit row as its hash covers it; `at` in UTC with milliseconds. */
export interface AuditRow {
  id: string;
  workspaceId: string;
  at: string;
  actorKind: string;
  actorId: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  data: JsonObject | null;
}

/** SHA-256 of the hash before and the row in RFC 8785 form. */
export function auditHash(before: Uint8Array, row: AuditRow): Buffer {
  // canonicalize answers undefined only for undefined.
  return createHash('sha256')
    .update(before)
    .update(canonicalize(row) as string)
    .digest();
}
