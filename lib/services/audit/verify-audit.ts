import type { SqlClient } from '@/lib/db/database';
import { AUDIT_GENESIS, type AuditRow, auditHash } from './append-audit';

const PAGE = 1000;

/** What walking a workspace's audit chain found: how many rows hold, and the id of the first that does not. */
export interface AuditVerdict {
  rows: number;
  brokenAt: string | null;
}

type StoredRow = AuditRow & { hash: Uint8Array };

const SQL = `
  SELECT id, workspace_id AS "workspaceId", to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, actor_kind AS "actorKind",
    actor_id AS "actorId", action, subject_kind AS "subjectKind", subject_id AS "subjectId", data, hash
  FROM audit_log WHERE workspace_id = $1 AND ($2::timestamptz IS NULL OR at > $2) ORDER BY at LIMIT $3`;

/** Recomputes every hash of the chain, oldest first. A row that was changed, put in or taken out breaks it there. */
export async function verifyAudit(client: SqlClient, workspaceId: string): Promise<AuditVerdict> {
  let before: Uint8Array = AUDIT_GENESIS;
  let after: string | null = null;
  for (let count = 0; ; ) {
    const { rows }: { rows: StoredRow[] } = await client.query<StoredRow>(SQL, [workspaceId, after, PAGE]);
    for (const { hash, ...row } of rows) {
      if (!auditHash(before, row).equals(hash)) return { rows: count, brokenAt: row.id };
      before = hash;
      after = row.at;
      count += 1;
    }
    if (rows.length < PAGE) return { rows: count, brokenAt: null };
  }
}
