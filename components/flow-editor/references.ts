import type { NodeCatalog } from '@/lib/dsl/catalog';
import type { FlowDocument, FlowNode } from '@/lib/dsl/document';
import { mayHaveRun, nodeIndex } from '@/lib/dsl/graph';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { isJsonObject, type Json } from '@/lib/std/json';

/** Something an expression may name here, with what it held in the last run. */
export interface ReferenceOffer {
  /** `input.text`, `nodes.classify.output.json.label`. */
  path: string;
  /** The type in words of JSON Schema, `any` where nothing is known. */
  type: string;
  sample: Json | undefined;
}

/** Offers under one heading: the inputs, an item, or one node before this one. */
export interface ReferenceGroup {
  source: 'input' | 'item' | 'node';
  nodeId: string | null;
  title: string;
  offers: ReferenceOffer[];
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const MAX_DEPTH = 4;
const MAX_OFFERS = 40;

/** Everything an expression in a field of this node may name; `nodeId` null stands for the outputs of the flow, after every node. */
export function referenceGroups(options: {
  document: FlowDocument;
  nodeId: string | null;
  catalog: NodeCatalog;
  /** Outputs of the last run by node id, where they are known. */
  samples: ReadonlyMap<string, Json>;
  lastInputs: Json | undefined;
}): ReferenceGroup[] {
  const { document, nodeId, catalog, samples, lastInputs } = options;
  const index = nodeIndex(document);
  const groups: ReferenceGroup[] = [];
  const inputs = offersOf('input', document.inputs, lastInputs);
  if (inputs.length > 0) groups.push({ source: 'input', nodeId: null, title: 'input', offers: inputs });
  if (nodeId !== null && index.get(nodeId)?.scope != null) {
    const offers = ['item', 'index'].map((path) => ({ path, type: path === 'index' ? 'integer' : 'any', sample: undefined }));
    groups.push({ source: 'item', nodeId: null, title: 'item', offers });
  }
  const readable = nodeId === null ? new Set(document.nodes.map((node) => node.id)) : mayHaveRun(document, nodeId);
  for (const [id, { node }] of index) {
    if (!readable.has(id)) continue;
    const schema = outputSchemaOf(node, catalog.get(node.type)?.output ?? {});
    groups.push({ source: 'node', nodeId: id, title: node.label ?? id, offers: offersOf(`nodes.${id}.output`, schema, samples.get(id)) });
  }
  return groups;
}

/** The type's output with the shape this node asks its answer to have. */
function outputSchemaOf(node: FlowNode, output: JsonSchema): JsonSchema {
  const properties = { ...output.properties };
  // A schema parameter holds JSON Schema by validation; a wrong one only offers less.
  if (isJsonObject(node.output_schema) && properties.json) properties.json = node.output_schema as JsonSchema;
  if (isJsonObject(node.values) && output.additionalProperties === true) {
    for (const name of Object.keys(node.values)) properties[name] ??= {};
  }
  return { ...output, properties };
}

function offersOf(root: string, schema: JsonSchema, sample: Json | undefined): ReferenceOffer[] {
  const offers: ReferenceOffer[] = [];
  collect({ path: root, schema, sample, depth: 0 }, offers);
  return offers.slice(0, MAX_OFFERS);
}

function collect(at: { path: string; schema: JsonSchema; sample: Json | undefined; depth: number }, into: ReferenceOffer[]): void {
  const { path, schema, sample, depth } = at;
  const known = schema.properties ?? {};
  const names = new Set([...Object.keys(known), ...(isJsonObject(sample) ? Object.keys(sample) : [])]);
  if (depth > 0 || names.size === 0) into.push({ path, type: typeName(schema, sample), sample });
  if (depth >= MAX_DEPTH) return;
  for (const name of names) {
    const member = isJsonObject(sample) && Object.hasOwn(sample, name) ? sample[name] : undefined;
    const next = IDENTIFIER.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
    collect({ path: next, schema: Object.hasOwn(known, name) ? (known[name] ?? {}) : {}, sample: member, depth: depth + 1 }, into);
  }
}

function typeName(schema: JsonSchema, sample: Json | undefined): string {
  if (typeof schema.type === 'string') return schema.type;
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  if (sample === undefined) return 'any';
  if (sample === null) return 'null';
  return Array.isArray(sample) ? 'array' : typeof sample;
}
