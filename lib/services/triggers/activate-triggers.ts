import { ulid } from 'ulid';
import type { SqlClient } from '@/lib/db/database';
import type { FlowDocument } from '@/lib/dsl';

/**
 * Brings the flow's trigger rows in line with a document that goes live. A trigger keeps its row, and with it its address, as long as
 * its declared id stays. Ids are drawn freshly at random: one known address tells nothing of another made in the same millisecond.
 */
export async function activateTriggers(client: SqlClient, workspaceId: string, flowId: string, document: FlowDocument): Promise<void> {
  const declared = document.triggers;
  await client.query(
    'UPDATE trigger SET active = false, updated_at = millrace_now() WHERE flow_id = $1 AND active AND declared_id <> ALL($2)',
    [flowId, declared.map((trigger) => trigger.id)],
  );
  await client.query(
    `INSERT INTO trigger (id, workspace_id, flow_id, declared_id, type, path, config)
     SELECT t.id, $1, $2, t.declared_id, t.type, t.path, t.config
     FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[]) AS t(id, declared_id, type, path, config)
     ON CONFLICT (flow_id, declared_id) DO UPDATE SET type = excluded.type, path = excluded.path, config = excluded.config, active = true,
       updated_at = millrace_now()`,
    [
      workspaceId,
      flowId,
      declared.map(() => ulid()),
      declared.map((trigger) => trigger.id),
      declared.map((trigger) => trigger.type),
      declared.map((trigger) => trigger.path ?? null),
      declared.map((trigger) => JSON.stringify(trigger)),
    ],
  );
}
