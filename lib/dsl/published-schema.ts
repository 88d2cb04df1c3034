import { z } from 'zod';
import type { NodeCatalog, NodeTypeDescription } from './catalog';
import { NODE_ID_PATTERN } from './document';
import { allowTemplates } from './parameter-validator';
import { flowDocumentSchema, nodeSchema, TRIGGER_ID_PATTERN } from './shape';

/** A JSON Schema (2020-12) as plain JSON; wider than what flows and forms speak. */
export type PublishedSchema = { [keyword: string]: unknown };

const NODES = { type: 'array', items: { $ref: '#/$defs/node' } };
const EDGES = { type: 'array', items: { $ref: '#/$defs/edge' } };

/**
 * The JSON Schema of a document as it may be written (what has a default may be left out), with one variant of a node for each
 * type of the catalog: for editors, `GET /api/node-types` and whoever writes documents by program. What no schema can say (ids unique,
 * edges that end somewhere, no cycle, expressions) is left to `validateDocument`.
 */
export function publishedJsonSchema(catalog: NodeCatalog): PublishedSchema {
  const { properties } = propertiesOf(flowDocumentSchema);
  const variants = catalog.list().map((description) => [variantName(description), nodeVariant(description)] as const);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Millrace flow document',
    type: 'object',
    required: ['dsl', 'name', 'nodes'],
    properties: {
      ...properties,
      nodes: NODES,
      edges: EDGES,
      triggers: { type: 'array', items: { $ref: '#/$defs/trigger' } },
      layout: layoutSchema(properties.layout),
    },
    additionalProperties: false,
    $defs: {
      node: { oneOf: variants.map(([name]) => ({ $ref: `#/$defs/${name}` })) },
      edge: closed(propertiesOf(flowDocumentSchema.shape.edges.element)),
      trigger: withProperty(closed(propertiesOf(flowDocumentSchema.shape.triggers.element)), 'id', {
        type: 'string',
        pattern: TRIGGER_ID_PATTERN.source,
      }),
      ...Object.fromEntries(variants),
    },
  };
}

function variantName({ type }: NodeTypeDescription): string {
  return `node_${type}`;
}

function nodeVariant(description: NodeTypeDescription): PublishedSchema {
  const { body: _body, ...common } = propertiesOf(nodeSchema).properties;
  // A description's parameters are rendered one by one, never as a whole.
  const parameters = allowTemplates(description.parameters, false) as PublishedSchema & { properties?: object; required?: string[] };
  const isScope = description.control === 'scope';
  return {
    ...parameters,
    title: description.title,
    description: description.description,
    type: 'object',
    required: ['id', 'type', ...(parameters.required ?? []), ...(isScope ? ['body'] : [])],
    properties: {
      ...common,
      id: { type: 'string', pattern: NODE_ID_PATTERN.source },
      type: { const: description.type },
      ...parameters.properties,
      ...(isScope && {
        body: { type: 'object', required: ['nodes'], properties: { nodes: NODES, edges: EDGES }, additionalProperties: false },
      }),
    },
    additionalProperties: false,
  };
}

/** In its short form a layout is the places alone. */
function layoutSchema(full: unknown): PublishedSchema {
  const { required: _required, ...open } = full as PublishedSchema;
  return open;
}

interface ObjectSchema extends PublishedSchema {
  properties: Record<string, unknown>;
}

function propertiesOf(schema: z.ZodType): ObjectSchema {
  const { $schema: _dialect, $defs: _parts, ...own } = z.toJSONSchema(schema, { io: 'input' });
  // Every schema asked for in this file is an object schema.
  return own as ObjectSchema;
}

function closed(schema: ObjectSchema): ObjectSchema {
  return { ...schema, additionalProperties: false };
}

function withProperty(schema: ObjectSchema, name: string, property: unknown): ObjectSchema {
  return { ...schema, properties: { ...schema.properties, [name]: property } };
}
