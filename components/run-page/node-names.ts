import { completeDocument } from '@/lib/dsl/complete-document';
import type { FlowDocument } from '@/lib/dsl/document';
import { nodeIndex } from '@/lib/dsl/graph';
import type { Translate } from '@/lib/i18n';
import type { JsonObject } from '@/lib/std/json';

/** A run's document as the types know it. It was validated before the run began. */
export function toDocument(dsl: JsonObject): FlowDocument {
  return completeDocument(dsl) as unknown as FlowDocument;
}

/** What each node is called on screen: its label, else its type's name. */
export function nodeNames(document: FlowDocument, t: Translate): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [id, { node }] of nodeIndex(document)) {
    const key = `nodes.${node.type}.title`;
    names.set(id, node.label ?? (t.has(key) ? `${t(key)} (${id})` : id));
  }
  return names;
}
