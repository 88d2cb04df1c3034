import type { SqlClient } from '@/lib/db/database';
import { contentHash, type FlowDocument, type NodeCatalog } from '@/lib/dsl';
import { scopeBody } from '@/lib/dsl/document';

/** Keeps the exact document runs will walk, once per content, with the versions of its node types. Answers its hash. */
export async function insertSnapshot(
  client: SqlClient,
  workspaceId: string,
  document: FlowDocument,
  catalog: NodeCatalog,
): Promise<string> {
  const hash = contentHash(document);
  await client.query(
    'INSERT INTO flow_snapshot (workspace_id, hash, dsl_json, types) VALUES ($1, $2, $3, $4) ON CONFLICT (workspace_id, hash) DO NOTHING',
    [workspaceId, hash, JSON.stringify(document), JSON.stringify(typesOf(document, catalog))],
  );
  return hash;
}

function typesOf(document: FlowDocument, catalog: NodeCatalog): Record<string, number> {
  const types: Record<string, number> = {};
  const visit = (nodes: FlowDocument['nodes']) => {
    for (const node of nodes) {
      types[node.type] = catalog.get(node.type)?.version ?? 0;
      visit(scopeBody(node)?.nodes ?? []);
    }
  };
  visit(document.nodes);
  return types;
}
