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
  kind: 'task' | 'switch' | 'map';
  onError: 'fail' | 'continue' | 'branch';
  join: 'all' | 'any';
  disabled: boolean;
  fails: boolean;
  retries: number;
  port: 'a' | 'else';
  items: number;
  from: number[];
  fromPort: boolean;
}

export interface Allowed {
  any: boolean;
  failing: boolean;
}

function wish(allowed: Allowed): fc.Arbitrary<Wish> {
  return fc.record({
    kind: fc.constantFrom<Wish['kind']>('task', 'task', 'task', 'switch', 'map'),
    onError: allowed.failing ? fc.constantFrom<Wish['onError']>('fail', 'continue', 'branch') : fc.constant<Wish['onError']>('fail'),
    join: allowed.any ? fc.constantFrom<Wish['join']>('all', 'all', 'any') : fc.constant<Wish['join']>('all'),
    disabled: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    fails: allowed.failing ? fc.integer({ min: 0, max: 4 }).map((n) => n === 0) : fc.constant(false),
    retries: fc.constantFrom(0, 0, 0, 1, 2),
    port: fc.constantFrom('a', 'else'),
    items: fc.integer({ min: 0, max: 4 }),
    from: fc.array(fc.nat(20), { maxLength: 3 }),
    fromPort: fc.boolean(),
  });
}

/** Random acyclic flows with switches, maps (one level), error policies, disabled nodes, retries. */
export function randomFlow(allowed: Allowed): fc.Arbitrary<RandomFlow> {
  return fc
    .record({
      top: fc.array(wish(allowed), { minLength: 1, maxLength: 9 }),
      body: fc.array(wish(allowed), { minLength: 1, maxLength: 3 }),
      mode: fc.constantFrom('stop', 'continue', 'collect'),
      concurrency: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ top, body, mode, concurrency }) => {
      const outcomes = new Map<string, Outcome>();
      const document = aFlow().build();
      fill(document, top, 'n', outcomes);
      for (const node of document.nodes) {
        if (node.type !== 'map') continue;
        const inner: FlowBody = { nodes: [], edges: [] };
        node.body = inner;
        node.on_item_error = mode;
        node.concurrency = concurrency;
        fill(
          inner,
          body.map((one) => (one.kind === 'map' ? { ...one, kind: 'task' } : one)),
          `${node.id}_b`,
          outcomes,
        );
      }
      return { document, outcomes };
    });
}

function fill(scope: FlowBody, wishes: readonly Wish[], prefix: string, outcomes: Map<string, Outcome>): void {
  wishes.forEach((one, at) => {
    const id = `${prefix}${at}`;
    scope.nodes.push(toNode(id, one));
    outcomes.set(id, { fails: one.fails, retries: one.retries, items: one.items, ...(one.kind === 'switch' ? { port: one.port } : {}) });
    const sources = new Set(at === 0 ? [] : one.from.map((n) => n % at));
    for (const source of sources) {
      const from = scope.nodes[source];
      const wished = wishes[source];
      if (!from || !wished) continue;
      scope.edges.push({ from: from.id, to: id, port: portOf(wished, one.fromPort) });
    }
  });
}

function toNode(id: string, one: Wish): FlowNode {
  const node: FlowNode = { id, type: one.kind === 'switch' ? 'switch' : one.kind === 'map' ? 'map' : 'template' };
  if (one.kind === 'switch') node.cases = [{ port: 'a', when: 'true' }];
  if (one.onError !== 'fail') node.on_error = one.onError;
  if (one.join === 'any') node.join = 'any';
  if (one.disabled) node.disabled = true;
  return node;
}

function portOf(source: Wish, other: boolean): string {
  if (source.onError === 'branch' && other) return 'error';
  if (source.kind === 'switch') return other ? 'a' : 'else';
  return 'out';
}
