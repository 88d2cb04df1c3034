import type { FlowDocument } from '@/lib/dsl/document';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { apply, compilePlan, createState, decide, isTerminal, runStatus } from '@/lib/engine';
import type { Plan } from '@/lib/engine/types';
import { catalog } from '@/lib/nodes/catalog';

const ROUNDS = 5;

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

/** Walks a plan in memory as fast as decide and apply go; answers the number of events. */
function walk(plan: Plan): number {
  const state = createState(plan);
  let events = 2;
  apply(state, { type: 'run.created', at: 0 });
  apply(state, { type: 'run.started', at: 0 });
  while (!isTerminal(runStatus(state))) {
    for (const command of decide(plan, state, 0)) {
      if (command.kind === 'finish_run') apply(state, { type: 'run.succeeded', at: 0, outputId: null });
      else if (command.kind === 'start_task') {
        const { path, nodeId, attempt } = command;
        apply(state, { type: 'task.started', at: 0, path, nodeId, attempt });
        apply(state, { type: 'task.succeeded', at: 0, path, nodeId, attempt, outputId: path });
        events += 2;
      }
    }
  }
  return events + 1;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function measure(document: FlowDocument): { perSecond: number; ms: number; heapMb: number } {
  const plan = compilePlan(document, catalog);
  walk(plan);
  const times: number[] = [];
  let events = 0;
  global.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  let heapMb = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    events = walk(plan);
    times.push(performance.now() - begun);
    heapMb = Math.max(heapMb, (process.memoryUsage().heapUsed - heapBefore) / 1e6);
  }
  const ms = median(times);
  return { perSecond: Math.round(events / (ms / 1000)), ms, heapMb: Math.round(heapMb) };
}

/** decide and apply alone, in memory: events a second, and how time grows with ten times the nodes. */
export async function benchEngine(): Promise<Record<string, string | number>[]> {
  const small = measure(chain(1000));
  const large = measure(chain(10_000));
  const wide = measure(fanOut(10_000));
  return [
    {
      what: 'chain of 1,000',
      'events/s': small.perSecond,
      ms: Number(small.ms.toFixed(2)),
      'heap above the plan, MB': small.heapMb,
      target: '>= 200,000 events/s',
    },
    {
      what: 'chain of 10,000',
      'events/s': large.perSecond,
      ms: Number(large.ms.toFixed(2)),
      'heap above the plan, MB': large.heapMb,
      target: '<= 64 MB',
    },
    {
      what: 'fan-out of 10,000',
      'events/s': wide.perSecond,
      ms: Number(wide.ms.toFixed(2)),
      'heap above the plan, MB': wide.heapMb,
      target: '<= 64 MB',
    },
    {
      what: 'time of 10 x the nodes',
      'events/s': '',
      ms: `${(large.ms / small.ms).toFixed(1)} x`,
      'heap above the plan, MB': '',
      target: '<= 12 x',
    },
  ];
}
