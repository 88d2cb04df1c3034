import type { FlowBody, NodeLayout } from '@/lib/dsl/document';

const COLUMN = 300;
const ROW = 180;

/** Places for nodes that have none: columns by the longest way from a root, rows by order. Pure and linear. */
export function autoLayout(body: FlowBody): Map<string, NodeLayout> {
  const depth = depths(body);
  const rows = new Map<number, number>();
  return new Map(
    body.nodes.map((node) => {
      const column = depth.get(node.id) ?? 0;
      const row = rows.get(column) ?? 0;
      rows.set(column, row + 1);
      return [node.id, { x: column * COLUMN, y: row * ROW }];
    }),
  );
}

function depths(body: FlowBody): Map<string, number> {
  const { outgoing, left } = wiring(body);
  const depth = new Map<string, number>();
  const queue = body.nodes.filter((node) => left.get(node.id) === 0).map((node) => node.id);
  // Nodes on a cycle never get free of incoming edges and stay in the first column. The list grows while it is walked.
  for (const id of queue) {
    for (const to of outgoing.get(id) ?? []) {
      const remaining = (left.get(to) ?? 1) - 1;
      left.set(to, remaining);
      depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(id) ?? 0) + 1));
      if (remaining === 0) queue.push(to);
    }
  }
  return depth;
}

function wiring(body: FlowBody): { outgoing: Map<string, string[]>; left: Map<string, number> } {
  const outgoing = new Map<string, string[]>(body.nodes.map((node) => [node.id, []]));
  const left = new Map<string, number>(body.nodes.map((node) => [node.id, 0]));
  for (const { from, to } of body.edges) {
    const count = left.get(to);
    if (count === undefined || !outgoing.has(from)) continue;
    outgoing.get(from)?.push(to);
    left.set(to, count + 1);
  }
  return { outgoing, left };
}
