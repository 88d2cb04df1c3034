import { type NodeEntry, type ScopeEntry, topologicalOrder } from './graph';

/** Whether `target` has run before `reader`: `unknown` where a cycle leaves the order open. */
export type HasRun = 'yes' | 'no' | 'unknown';

/** Answers for the targets it was made for. The reader's enclosing node in the target's scope must come after the target. */
export type Readability = (reader: string, target: string) => HasRun;

/**
 * Prepares the question "has this target run before that reader" for many pairs at once: one row of bits for each node, one bit
 * for each target, filled along the edges. Nodes x targets / 32 words, edges x targets / 32 steps.
 */
export function createReadability(
  scopes: readonly ScopeEntry[],
  index: ReadonlyMap<string, NodeEntry>,
  targets: ReadonlySet<string>,
): Readability {
  const rows = new Map(scopes.map((scope) => [scope.id, createRows(scope, targets)]));
  return (reader, target) => {
    const scope = index.get(target)?.scope;
    if (scope === undefined) return 'unknown';
    const standIn = enclosing(index, reader, scope);
    return standIn === null ? 'no' : (rows.get(scope)?.(standIn, target) ?? 'unknown');
  };
}

/** The node itself, or the node around it, that stands in a scope; null when there is none. */
export function enclosing(index: ReadonlyMap<string, NodeEntry>, nodeId: string, scope: string | null): string | null {
  let current: string | null = nodeId;
  while (current !== null) {
    const entry = index.get(current);
    if (!entry) return null;
    if (entry.scope === scope) return current;
    current = entry.scope;
  }
  return null;
}

function createRows({ body }: ScopeEntry, targets: ReadonlySet<string>): Readability {
  const bits = new Map<string, number>();
  for (const { id } of body.nodes) if (targets.has(id)) bits.set(id, bits.size);
  const width = (bits.size + 31) >> 5;
  const { order } = topologicalOrder(body);
  const place = new Map(order.map((id, at) => [id, at]));
  const words = new Uint32Array(order.length * width);
  const incoming = edgesInto(body.edges, place);
  order.forEach((id, at) => {
    for (const from of incoming.get(id) ?? []) addRow(words, width, at, from, bits.get(order[from] ?? ''));
  });
  return (reader, target) => {
    const at = place.get(reader);
    const bit = bits.get(target);
    if (at === undefined || bit === undefined) return 'unknown';
    return ((words[at * width + (bit >> 5)] ?? 0) >>> (bit & 31)) & 1 ? 'yes' : 'no';
  };
}

function edgesInto(edges: readonly { from: string; to: string }[], place: ReadonlyMap<string, number>): Map<string, number[]> {
  const incoming = new Map<string, number[]>();
  for (const { from, to } of edges) {
    const at = place.get(from);
    if (at === undefined || !place.has(to)) continue;
    const list = incoming.get(to);
    if (list) list.push(at);
    else incoming.set(to, [at]);
  }
  return incoming;
}

/** What ran before `from`, and `from` itself where it is a target, has run before `at`. */
function addRow(words: Uint32Array, width: number, at: number, from: number, ownBit: number | undefined): void {
  for (let word = 0; word < width; word += 1) {
    words[at * width + word] = (words[at * width + word] ?? 0) | (words[from * width + word] ?? 0);
  }
  if (ownBit === undefined) return;
  const own = at * width + (ownBit >> 5);
  words[own] = (words[own] ?? 0) | (1 << (ownBit & 31));
}
