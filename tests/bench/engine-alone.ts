import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { FlowDocument } from '@/lib/dsl/document';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { apply, compilePlan, createState, decide, isTerminal, type RunState, runStatus } from '@/lib/engine';
import type { Command, Plan } from '@/lib/engine/types';
import { catalog } from '@/lib/nodes/catalog';

/** The least of many rounds: on a shared machine the others measure the neighbours. */
const ROUNDS = 25;

function chain(length: number): FlowDocument {
  const flow = aFlow();
  for (let n = 0; n < length; n++) flow.node(`n${n}`);
  for (let n = 1; n < length; n++) flow.edge(`n${n - 1}`, `n${n}`);
  return flow.build();
}

function fanOut(width: number): FlowDocument {
  const flow = aFlow().node('root').node('join');
  for (let n = 0; n < width; n++) flow.node(`n${n}`).edge('root', `n${n}`).edge(`n${n}`, 'join');
  return flow.build();
}

function map(): FlowDocument {
  return aFlow()
    .node('each', 'map', { items: '{{ input.items }}', concurrency: 100 })
    .body('each', (body) => body.node('x').node('y').edge('x', 'y'))
    .build();
}

interface Walk {
  state: RunState;
  events: number;
}

/**
 * Walks a plan in memory as a runtime does: starts all it may, ends one task, decides again. Scopes run over `items`.
 * `atEnd` sees the state before the run's last event, when it is largest.
 */
function walk(plan: Plan, items: number, atEnd?: (state: RunState) => void): Walk {
  const walked: Walk = { state: createState(plan), events: 1 };
  const running: Command[] = [];
  apply(walked.state, { type: 'run.started', at: 0 });
  while (!isTerminal(runStatus(walked.state))) {
    for (const command of decide(plan, walked.state, 0)) {
      if (command.kind === 'finish_run') atEnd?.(walked.state);
      perform(walked, command, running, items);
    }
    const next = running.pop();
    if (next) succeed(walked, next);
  }
  return walked;
}

function perform(walked: Walk, command: Command, running: Command[], items: number): void {
  if (command.kind === 'settle_scope') {
    succeed(walked, command);
    return;
  }
  walked.events++;
  if (command.kind === 'finish_run') apply(walked.state, { type: 'run.succeeded', at: 0, outputId: null });
  if (command.kind !== 'start_task') return;
  const { path, nodeId, attempt } = command;
  const isScope = walked.state.plan.byId.get(nodeId)?.control === 'scope';
  apply(walked.state, { type: 'task.started', at: 0, path, nodeId, attempt, ...(isScope ? { items } : {}) });
  if (!isScope) running.push(command);
}

function succeed(walked: Walk, command: Command): void {
  if (command.kind !== 'start_task' && command.kind !== 'settle_scope') return;
  const { path, nodeId, attempt } = command;
  walked.events++;
  apply(walked.state, { type: 'task.succeeded', at: 0, path, nodeId, attempt, outputId: path });
}

setFlagsFromString('--expose-gc');
// A context made after the flag was set has the collector as a global.
const collect: () => void = runInNewContext('gc');

function heapUsed(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

interface Measured {
  perSecond: number;
  ms: number;
  heapMb: number;
}

function measure(document: FlowDocument, items = 0): Measured {
  const plan = compilePlan(document, catalog);
  walk(plan, items);
  let ms = Number.POSITIVE_INFINITY;
  let events = 0;
  for (let round = 0; round < ROUNDS; round++) {
    collect();
    const begun = performance.now();
    ({ events } = walk(plan, items));
    ms = Math.min(ms, performance.now() - begun);
  }
  const before = heapUsed();
  let after = before;
  walk(plan, items, () => {
    after = heapUsed();
  });
  return { perSecond: Math.round(events / (ms / 1000)), ms, heapMb: (after - before) / 1e6 };
}

function row(what: string, { perSecond, ms, heapMb }: Measured, target: string): Record<string, string | number> {
  return { what, 'events/s': perSecond, ms: Number(ms.toFixed(2)), 'heap above the plan, MB': Number(heapMb.toFixed(1)), target };
}

function growth(what: string, small: Measured, large: Measured): Record<string, string | number> {
  return { what, 'events/s': '', ms: `${(large.ms / small.ms).toFixed(1)} x`, 'heap above the plan, MB': '', target: '<= 12 x' };
}

/** decide and apply alone, in memory: events a second, live heap at the end of a run, and how time grows with ten times the work. */
export async function benchEngine(): Promise<Record<string, string | number>[]> {
  const [chained, longChain] = [measure(chain(1000)), measure(chain(10_000))];
  const [fanned, wideFan] = [measure(fanOut(1000)), measure(fanOut(10_000))];
  const [mapped, longMap] = [measure(map(), 1000), measure(map(), 10_000)];
  return [
    row('chain of 1,000', chained, '>= 200,000 events/s'),
    row('chain of 10,000', longChain, '<= 64 MB'),
    row('fan-out of 10,000', wideFan, '<= 64 MB'),
    row('map of 10,000 items x 2', longMap, '<= 64 MB'),
    growth('chain, 10 x the nodes', chained, longChain),
    growth('fan-out, 10 x the nodes', fanned, wideFan),
    growth('map, 10 x the items', mapped, longMap),
  ];
}
