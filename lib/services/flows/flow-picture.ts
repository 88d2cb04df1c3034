import type { FlowPicture } from '@/lib/contracts/flows';
import { type FlowBody, type FlowDocument, fullEdge, type NodeCatalog, scopeBody } from '@/lib/dsl';

/** Sizes of the drawing, in its own units. */
const BOX = { w: 44, h: 32 };
const GAP = { x: 26, y: 16 };
const PADDING = 12;

interface Drawn {
  nodes: FlowPicture['nodes'];
  edges: FlowPicture['edges'];
  w: number;
  h: number;
}

/** A small drawing of a flow, from its own layout: columns and rows as on the canvas, gaps made even, bodies inside their boxes. */
export function flowPicture(document: FlowDocument, catalog: NodeCatalog): FlowPicture {
  const { nodes, edges, w, h } = drawBody(document, document, catalog);
  return {
    width: w + 2 * PADDING,
    height: h + 2 * PADDING,
    nodes: shift(nodes, PADDING, PADDING),
    edges: shiftEdges(edges, PADDING, PADDING),
  };
}

function drawBody(body: FlowBody, document: FlowDocument, catalog: NodeCatalog): Drawn {
  const places = body.nodes.map((node) => {
    const inner = scopeBody(node);
    const drawn = inner && inner.nodes.length > 0 ? drawBody(inner, document, catalog) : null;
    const at = document.layout.nodes[node.id] ?? { x: 0, y: 0 };
    const size = drawn ? { w: drawn.w + 2 * PADDING, h: drawn.h + 2 * PADDING } : BOX;
    return { node, drawn, at, ...size };
  });
  const columns = lineUp(
    places.map(({ at, w }) => ({ at: at.x, size: w })),
    GAP.x,
  );
  const rows = lineUp(
    places.map(({ at, h }) => ({ at: at.y, size: h })),
    GAP.y,
  );
  const placed = places.map((place) => ({
    ...place,
    x: columns.middleOf(place.at.x) - place.w / 2,
    y: rows.middleOf(place.at.y) - place.h / 2,
  }));
  const boxes = placed.map(({ node, x, y, w, h, drawn }) => {
    const type = catalog.get(node.type);
    return { id: node.id, x, y, w, h, tint: type?.tint ?? 'logic', icon: type?.icon ?? 'square', isScope: drawn !== null };
  });
  const inner = placed.flatMap(({ drawn, x, y }) =>
    drawn ? [{ nodes: shift(drawn.nodes, x + PADDING, y + PADDING), edges: shiftEdges(drawn.edges, x + PADDING, y + PADDING) }] : [],
  );
  return {
    nodes: [...boxes, ...inner.flatMap(({ nodes }) => nodes)],
    edges: [...arrows(body, boxes), ...inner.flatMap(({ edges }) => edges)],
    w: columns.length,
    h: rows.length,
  };
}

/** Tracks of a grid: each distinct place gets one as wide as its widest box, in order, with even gaps. */
function lineUp(items: readonly { at: number; size: number }[], gap: number) {
  const widest = new Map<number, number>();
  for (const { at, size } of items) widest.set(at, Math.max(widest.get(at) ?? 0, size));
  const middles = new Map<number, number>();
  let end = 0;
  for (const at of [...widest.keys()].sort((one, other) => one - other)) {
    const size = widest.get(at) ?? 0;
    middles.set(at, end + size / 2);
    end += size + gap;
  }
  return { length: Math.max(0, end - gap), middleOf: (at: number) => middles.get(at) ?? 0 };
}

function arrows(body: FlowBody, boxes: FlowPicture['nodes']): FlowPicture['edges'] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return body.edges.flatMap((edge) => {
    const { from, to } = fullEdge(edge);
    const [start, end] = [byId.get(from), byId.get(to)];
    return start && end ? [{ x1: start.x + start.w, y1: start.y + start.h / 2, x2: end.x, y2: end.y + end.h / 2 }] : [];
  });
}

function shift(nodes: FlowPicture['nodes'], dx: number, dy: number): FlowPicture['nodes'] {
  return nodes.map((node) => ({ ...node, x: node.x + dx, y: node.y + dy }));
}

function shiftEdges(edges: FlowPicture['edges'], dx: number, dy: number): FlowPicture['edges'] {
  return edges.map(({ x1, y1, x2, y2 }) => ({ x1: x1 + dx, y1: y1 + dy, x2: x2 + dx, y2: y2 + dy }));
}
