import { ensureWorkspace, type Principal, permissionsOf } from '@/lib/auth';
import type { ServiceDeps } from '@/lib/services/deps';
import { insertFlow } from '@/lib/services/flows/create-flow';
import type { JsonObject } from '@/lib/std/json';
import { FIRST_TEMPLATE, findTemplate } from '@/lib/templates';

/** The workspace a server starts with, and the flow a newcomer sees first; null where that one was deleted. */
export interface PreparedWorkspace {
  workspaceId: string;
  flowId: string | null;
}

/** First boot: the workspace "Local", its owner, and the first template as a draft. Later boots find what is there. */
export async function prepareWorkspace(deps: Pick<ServiceDeps, 'db' | 'catalog'>): Promise<PreparedWorkspace> {
  const { workspaceId } = await ensureWorkspace(deps.db);
  const { rows } = await deps.db.query<{ id: string; deleted_at: Date | null }>(
    'SELECT id, deleted_at FROM flow WHERE workspace_id = $1 ORDER BY deleted_at IS NOT NULL, updated_at DESC LIMIT 1',
    [workspaceId],
  );
  if (rows[0]) return { workspaceId, flowId: rows[0].deleted_at === null ? rows[0].id : null };
  const template = findTemplate(FIRST_TEMPLATE);
  const owner = await findOwner(deps, workspaceId);
  if (!template || !owner) return { workspaceId, flowId: null };
  const flow = await insertFlow(deps, owner, {
    name: template.title,
    // A shipped document is JSON by construction; a test holds it to the schema.
    dsl: template.document as unknown as JsonObject,
    allowIssues: true,
    labels: { template: template.name },
  });
  return { workspaceId, flowId: flow.id };
}

async function findOwner({ db }: Pick<ServiceDeps, 'db'>, workspaceId: string): Promise<Principal | null> {
  const { rows } = await db.query<{ user_id: string; display_name: string; role: string }>(
    "SELECT user_id, display_name, role FROM member WHERE workspace_id = $1 AND role = 'owner' ORDER BY created_at LIMIT 1",
    [workspaceId],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    userId: row.user_id,
    tokenId: null,
    workspaceId,
    role: row.role,
    displayName: row.display_name,
    permissions: permissionsOf(row.role),
  };
}
