import { createKeyring, loadMasterKey } from '@/lib/crypto';
import type { Database } from '@/lib/db/database';
import type { FlowDocument } from '@/lib/dsl';
import { contentHash } from '@/lib/dsl';
import { newId } from '@/lib/std/ids';
import type { Json } from '@/lib/std/json';
import { createPostgresKeyStore, createPostgresPayloadStore } from '@/lib/storage';

/** Inserts runs as the API would, without the API: for tests of what comes after. */
export interface RunInserter {
  insert(workspaceId: string, document: FlowDocument, inputs: Json): Promise<string>;
}

const CLEAR_KEY = Buffer.alloc(32, 7).toString('base64');

/** An inserter over a test's database; payloads are stored in the clear. */
export function openRunInserter(db: Database): RunInserter {
  const keyring = createKeyring(createPostgresKeyStore(db), loadMasterKey({ fromEnv: CLEAR_KEY, dataDir: '.' }));
  const payloads = createPostgresPayloadStore(db, keyring);
  return {
    async insert(workspaceId, document, inputs) {
      const hash = contentHash(document);
      const runId = newId();
      const flowId = newId();
      await db.query('INSERT INTO flow_snapshot (workspace_id, hash, dsl_json, types) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
        workspaceId,
        hash,
        JSON.stringify(document),
        '{}',
      ]);
      const inputId = await payloads.write(workspaceId, inputs);
      await db.query(
        `INSERT INTO run (id, workspace_id, flow_id, snapshot_hash, trigger_type, input_id, idempotency_scope) VALUES ($1, $2, $3, $4, 'api', $5, $6)`,
        [runId, workspaceId, flowId, hash, inputId, `flow:${flowId}`],
      );
      return runId;
    },
  };
}
