import { type FlowDocument, type FlowNode, scopeBody } from '@/lib/dsl/document';
import { nodeIndex } from '@/lib/dsl/graph';
import { jsonEqual } from '@/lib/std/json-equal';

/** One place in which two drafts differ. */
export interface DocumentChange {
  /** `node_added` and `node_removed` are seen from mine to theirs. */
  kind: 'node_added' | 'node_removed' | 'node_field' | 'document_field' | 'edges';
  nodeId: string | null;
  field: string | null;
  mine: unknown;
  theirs: unknown;
}

/** Where two drafts differ in meaning, node by node and field by field. Pixels do not count. */
export function documentChanges(mine: FlowDocument, theirs: FlowDocument): DocumentChange[] {
  const changes: DocumentChange[] = [];
  const mineNodes = nodeIndex(mine);
  const theirNodes = nodeIndex(theirs);
  for (const [id, { node }] of mineNodes) {
    const other = theirNodes.get(id)?.node;
    if (other) changes.push(...nodeChanges(node, other));
    else changes.push({ kind: 'node_removed', nodeId: id, field: null, mine: node, theirs: undefined });
  }
  for (const [id, { node }] of theirNodes) {
    if (!mineNodes.has(id)) changes.push({ kind: 'node_added', nodeId: id, field: null, mine: undefined, theirs: node });
  }
  for (const field of ['name', 'description', 'inputs', 'outputs', 'triggers', 'timeout_ms', 'labels', 'cost_tag'] as const) {
    if (!jsonEqual(mine[field], theirs[field])) {
      changes.push({ kind: 'document_field', nodeId: null, field, mine: mine[field], theirs: theirs[field] });
    }
  }
  if (!jsonEqual(mine.edges, theirs.edges)) {
    changes.push({ kind: 'edges', nodeId: null, field: 'edges', mine: mine.edges, theirs: theirs.edges });
  }
  return changes;
}

function nodeChanges(mine: FlowNode, theirs: FlowNode): DocumentChange[] {
  const fields = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  // Nodes inside a body are compared one by one.
  fields.delete('body');
  const changed: DocumentChange[] = [...fields]
    .filter((field) => !jsonEqual(mine[field], theirs[field]))
    .map((field) => ({ kind: 'node_field', nodeId: mine.id, field, mine: mine[field], theirs: theirs[field] }));
  const [mineEdges, theirEdges] = [scopeBody(mine)?.edges, scopeBody(theirs)?.edges];
  if (!jsonEqual(mineEdges, theirEdges)) {
    changed.push({ kind: 'edges', nodeId: mine.id, field: 'edges', mine: mineEdges, theirs: theirEdges });
  }
  return changed;
}
