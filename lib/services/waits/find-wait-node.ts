import { type FlowDocument, type FlowNode, nodeIndex } from '@/lib/dsl';
import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';

/** A node that waits, as the run's document has it. */
export interface WaitNode {
  workspaceId: string;
  node: FlowNode;
}

/** `outer[0]` of `outer[0]/inner[2]/ask`. */
const ITEM = /^([a-z][a-z0-9_]{0,63})\[\d{1,7}\]$/;

/**
 * The node a path of a run leads to, if it waits for what is meant. The path's items are checked by the document alone, so that an
 * answer may come before its item exists. Throws `wait_not_found`.
 */
export async function findWaitNode(
  deps: ServiceDeps,
  where: { runId: string; workspaceId: string | null; path: string; waitsFor: 'person' | 'callback' },
): Promise<WaitNode> {
  const { runId, path, waitsFor } = where;
  const { rows } = await deps.db.query<{ workspaceId: string; dsl: FlowDocument }>(
    `SELECT r.workspace_id AS "workspaceId", s.dsl_json AS dsl
     FROM run r JOIN flow_snapshot s ON s.workspace_id = r.workspace_id AND s.hash = r.snapshot_hash
     WHERE r.id = $1 AND ($2::text IS NULL OR r.workspace_id = $2)`,
    [runId, where.workspaceId],
  );
  const row = rows[0];
  const node = row && nodeAt(row.dsl, path);
  if (!row || !node || deps.catalog.get(node.type)?.waitsFor !== waitsFor) throw waitNotFound(path);
  return { workspaceId: row.workspaceId, node };
}

function nodeAt(document: FlowDocument, path: string): FlowNode | null {
  const index = nodeIndex(document);
  let scope: string | null = null;
  const parts = path.split('/');
  const nodeId = parts.pop() ?? '';
  for (const part of parts) {
    const owner: string | undefined = ITEM.exec(part)?.[1];
    if (owner === undefined || index.get(owner)?.scope !== scope) return null;
    scope = owner;
  }
  const entry = index.get(nodeId);
  return entry?.scope === scope ? entry.node : null;
}

function waitNotFound(path: string) {
  return userError('wait_not_found', `Nothing in this run waits for an answer at "${path.slice(0, 200)}".`);
}
