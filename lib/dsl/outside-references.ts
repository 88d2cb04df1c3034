import { isJsonObject } from '@/lib/std/json';
import type { NodeCatalog } from './catalog';
import { parametersOf } from './check-parameters';
import type { FlowDocument } from './document';
import { type DocumentPath, scopesOf } from './graph';
import type { JsonSchema } from './json-schema';

/**
 * What a document asks of the place it runs in: a provider, one of its models, a credential by name or id. `path` leads to the object that
 * holds them; a text with an expression in it names nothing yet and is left out.
 */
export interface OutsideReference {
  nodeId: string | null;
  path: DocumentPath;
  /** The kind of credential that would do: a provider's id, `http_header` or `webhook_secret`. */
  kind: string;
  provider?: string;
  model?: string;
  credential?: string;
}

/** Every such reference, in document order: parameters by their schemas, compensations, and the secrets of triggers. */
export function outsideReferences(document: FlowDocument, catalog: NodeCatalog): OutsideReference[] {
  const found: OutsideReference[] = [];
  for (const { body, path } of scopesOf(document)) {
    body.nodes.forEach((node, index) => {
      const place = { nodeId: node.id, path: [...path, 'nodes', index] };
      found.push(...referencesOf(node, node.type, catalog, place));
      const undo = node.compensate;
      if (undo && typeof undo.type === 'string') {
        found.push(...referencesOf(undo, undo.type, catalog, { ...place, path: [...place.path, 'compensate'] }));
      }
    });
  }
  document.triggers.forEach(({ credential }, index) => {
    if (credential) found.push({ nodeId: null, path: ['triggers', index], kind: 'webhook_secret', credential });
  });
  return found;
}

type Place = Pick<OutsideReference, 'nodeId' | 'path'>;

function referencesOf(node: object, type: string, catalog: NodeCatalog, place: Place): OutsideReference[] {
  const schema = catalog.get(type)?.parameters;
  if (!schema) return [];
  const found: OutsideReference[] = [];
  search(parametersOf({ ...node }), schema, place, found);
  return found;
}

const WIDGETS = ['provider', 'model', 'credential'] as const;

function search(value: unknown, schema: JsonSchema, place: Place, found: OutsideReference[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      if (schema.items) search(item, schema.items, { ...place, path: [...place.path, index] }, found);
    });
  } else if (isJsonObject(value) && schema.properties) {
    const reference = referenceIn(value, schema.properties);
    if (reference) found.push({ ...place, ...reference });
    for (const [key, member] of Object.entries(schema.properties)) {
      if (Object.hasOwn(value, key)) search(value[key], member, { ...place, path: [...place.path, key] }, found);
    }
  }
}

function referenceIn(value: Record<string, unknown>, properties: Record<string, JsonSchema>): Omit<OutsideReference, keyof Place> | null {
  const named: Partial<Record<(typeof WIDGETS)[number], string>> = {};
  for (const widget of WIDGETS) {
    const key = Object.keys(properties).find((name) => properties[name]?.['x-widget'] === widget);
    const text = key !== undefined && Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof text === 'string' && text !== '' && !text.includes('{{')) named[widget] = text;
  }
  if (Object.keys(named).length === 0) return null;
  return { kind: named.provider ?? 'http_header', ...named };
}
