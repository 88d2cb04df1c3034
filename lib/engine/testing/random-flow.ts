import fc from 'fast-check';
import type { FlowBody, FlowDocument, FlowNode } from '@/lib/dsl/document';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import type { Outcome } from './simulate';

/** A random flow and what each of its tasks does, by node id. */
export interface RandomFlow {
  document: FlowDocument;
  outcomes: Map<string, Outcome>;
}

interface Wish {
  kind: 'work' | 'fork' | 'each' | 'pause';
  does: 'nothing' | 'look' | 'change';
  onError: 'fail' | 'continue' | 'branch';
  join: 'all' | 'any';
  disabled: boolean;
  fails: boolean;
  retries: number;
  uncertain: 'retry' | 'done' | 'failed' | null;
  resists: boolean;
  port: 'a' | 'else';
  items: number;
  mode: 'stop' | 'continue' | 'collect';
  concurrency: number;
  due: number | null;
  answered: 'when_open' | 'early' | 'twice' | null;
  from: number[];
  fromPort: boolean;
}

export interface Allowed {
  any: boolean;
  failing: boolean;
}

function wish({ any, failing }: Allowed): fc.Arbitrary<Wish> {
  return fc.record({
    kind: fc.constantFrom('work', 'work', 'work', 'fork', 'each', 'pause'),
    does: fc.constantFrom('nothing', 'look', 'change'),
    onError: failing ? fc.constantFrom('fail', 'continue', 'branch') : fc.constant('fail'),
    join: any ? fc.constantFrom('all', 'all', 'any') : fc.constant('all'),
    disabled: oneIn(10),
    fails: failing ? oneIn(5) : fc.constant(false),
    retries: fc.constantFrom(0, 0, 0, 1, 2),
    uncertain: failing ? fc.constantFrom(null, null, null, null, 'retry', 'done', 'failed') : fc.constantFrom(null, null, 'retry', 'done'),
    resists: fc.boolean(),
    port: fc.constantFrom('a', 'else'),
    items: fc.integer({ min: 0, max: 4 }),
    mode: fc.constantFrom('stop', 'continue', 'collect'),
    concurrency: fc.integer({ min: 1, max: 3 }),
    due: fc.constantFrom(null, 0, 5, 20),
    answered: fc.constantFrom(null, 'when_open', 'early', 'twice'),
    from: fc.array(fc.nat(20), { maxLength: 3 }),
    fromPort: fc.boolean(),
  });
}

function oneIn(n: number): fc.Arbitrary<boolean> {
  return fc.integer({ min: 1, max: n }).map((drawn) => drawn === n);
}

/** Random acyclic flows of the test catalog's types: forks, scopes in scopes, error policies, disabled nodes, retries, waits. */
export function randomFlow(allowed: Allowed): fc.Arbitrary<RandomFlow> {
  const scope = (maxLength: number) => fc.array(wish(allowed), { minLength: 1, maxLength });
  return fc.tuple(scope(8), scope(3), scope(2)).map((levels) => {
    const document = aFlow().build();
    const outcomes = new Map<string, Outcome>();
    fill(document, levels, 'n', outcomes);
    return { document, outcomes };
  });
}

/** Fills a scope by the first level's wishes, and the bodies of its scope nodes by the rest; without a rest there are none. */
function fill(scope: FlowBody, [wishes = [], ...deeper]: readonly Wish[][], prefix: string, outcomes: Map<string, Outcome>): void {
  const meant = deeper.length > 0 ? wishes : wishes.map((one): Wish => (one.kind === 'each' ? { ...one, kind: 'work' } : one));
  meant.forEach((one, at) => {
    const id = `${prefix}${at}`;
    const node = toNode(id, one);
    if (one.kind === 'each') {
      const body: FlowBody = { nodes: [], edges: [] };
      node.body = body;
      fill(body, deeper, `${id}_`, outcomes);
    }
    scope.nodes.push(node);
    outcomes.set(id, toOutcome(one));
    const sources = new Set(at === 0 ? [] : one.from.map((n) => n % at));
    for (const source of sources) {
      const from = meant[source];
      if (from) scope.edges.push({ from: `${prefix}${source}`, to: id, port: portOf(from, one.fromPort) });
    }
  });
}

function toNode(id: string, one: Wish): FlowNode {
  const node: FlowNode = { id, type: one.kind };
  if (one.kind === 'work') node.does = one.does;
  if (one.kind === 'each') Object.assign(node, { concurrency: one.concurrency, on_item_error: one.mode });
  if (one.onError !== 'fail') node.on_error = one.onError;
  if (one.join === 'any') node.join = 'any';
  if (one.disabled) node.disabled = true;
  return node;
}

function toOutcome({ kind, does, fails, retries, uncertain, resists, items, port, due, answered }: Wish): Outcome {
  return {
    fails,
    retries,
    resists,
    items,
    ...(kind === 'fork' ? { port } : {}),
    ...(kind === 'pause' ? { due, answered } : {}),
    ...(kind === 'work' && does === 'change' && uncertain ? { uncertain } : {}),
  };
}

function portOf(source: Wish, other: boolean): string {
  if (source.onError === 'branch' && other) return 'error';
  if (source.kind === 'fork') return other ? 'a' : 'else';
  return 'out';
}
