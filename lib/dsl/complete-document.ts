import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';

/** Fills in what a document may leave out, and brings a flat `layout` (`{ id: { x, y } }`) into its full form. Keys that are there stay as they are. */
export function completeDocument(document: JsonObject): JsonObject {
  const completed: JsonObject = {
    ...document,
    inputs: own(document, 'inputs', { type: 'object', properties: {} }),
    nodes: completeNodes(own(document, 'nodes', [])),
    edges: own(document, 'edges', []),
    outputs: own(document, 'outputs', {}),
    triggers: own(document, 'triggers', []),
    layout: completeLayout(own(document, 'layout', {})),
  };
  return completed;
}

/** True for the short form of a layout: nothing but places, keyed by node id. */
export function isFlatLayout(layout: Json | undefined): boolean {
  if (layout === undefined || !isJsonObject(layout)) return false;
  const places = Object.values(layout);
  return places.length > 0 && places.every((place) => isJsonObject(place) && typeof place.x === 'number' && typeof place.y === 'number');
}

function completeLayout(layout: Json): Json {
  if (isFlatLayout(layout)) return { nodes: layout, notes: [], groups: [] };
  if (!isJsonObject(layout)) return layout;
  return { ...layout, nodes: own(layout, 'nodes', {}), notes: own(layout, 'notes', []), groups: own(layout, 'groups', []) };
}

/** A body may leave out its edges, as the document may. */
function completeNodes(nodes: Json): Json {
  if (!Array.isArray(nodes)) return nodes;
  return nodes.map((node) => {
    const body = isJsonObject(node) ? own(node, 'body', null) : null;
    if (!isJsonObject(node) || !isJsonObject(body) || !Array.isArray(body.nodes)) return node;
    return { ...node, body: { ...body, nodes: completeNodes(own(body, 'nodes', [])), edges: own(body, 'edges', []) } };
  });
}

function own(value: JsonObject, key: string, otherwise: Json): Json {
  return Object.hasOwn(value, key) ? (value[key] ?? null) : otherwise;
}
