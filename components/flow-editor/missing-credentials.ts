import type { NodeCatalog } from '@/lib/dsl/catalog';
import type { FlowDocument } from '@/lib/dsl/document';
import { nodeIndex } from '@/lib/dsl/graph';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { isJsonObject, type Json } from '@/lib/std/json';

/** A credential a node (with null, a trigger) names that is not there. */
export interface MissingCredential {
  nodeId: string | null;
  field: string | null;
  name: string;
}

/** Credentials that the document names and `known` does not. A template in place of a name is settled when the node runs. */
export function missingCredentials(document: FlowDocument, catalog: NodeCatalog, known: ReadonlySet<string>): MissingCredential[] {
  const isMissing = (name: Json | undefined): name is string =>
    typeof name === 'string' && name !== '' && !name.includes('{{') && !known.has(name);
  const inNodes = [...nodeIndex(document).values()].flatMap(({ node }) => {
    const schema = catalog.get(node.type)?.parameters;
    // A parsed node is JSON, which its interface cannot say.
    return credentialFields(schema, node as unknown as Json)
      .filter(({ name }) => isMissing(name))
      .map(({ field, name }) => ({ nodeId: node.id, field, name }));
  });
  const inTriggers = document.triggers.flatMap(({ credential }) =>
    isMissing(credential) ? [{ nodeId: null, field: 'triggers', name: credential }] : [],
  );
  return [...inNodes, ...inTriggers];
}

/** Values of the parameters that a type's schema marks as credentials, in lists as well; `field` is the outermost key. */
function credentialFields(schema: JsonSchema | undefined, value: Json): { field: string; name: string }[] {
  if (!isJsonObject(value) || !schema?.properties) return [];
  return Object.entries(schema.properties).flatMap(([field, inner]) => {
    const held = value[field];
    if (inner['x-widget'] === 'credential') return typeof held === 'string' ? [{ field, name: held }] : [];
    const items = Array.isArray(held) ? held : [];
    return items.flatMap((item) => credentialFields(inner.items, item)).map(({ name }) => ({ field, name }));
  });
}
