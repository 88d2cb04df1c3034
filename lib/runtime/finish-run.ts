import { apply, nodeIdOf } from '@/lib/engine';
import type { Command, EngineEvent, Failure } from '@/lib/engine/types';
import type { JsonObject } from '@/lib/std/json';
import { failureData } from './attempt-records';
import { encodeOutput } from './encode-output';
import { failureJson } from './journal-port';
import { loadScope } from './load-scope';
import type { RunContext } from './run-context';

type Finish = Extract<Command, { kind: 'finish_run' }>;

/** Why a run ended although nobody cancelled it and no task failed. */
export interface EndReason {
  because: string;
  failure: Failure;
}

/** Ends the run: renders its outputs, records the last event, gives the lease back. `forced` overrules a cancel (deadline). */
export async function finishRun(context: RunContext, command: Finish, forced: EndReason | null): Promise<void> {
  if (forced) return endFailed(context, forced.failure, null, forced.because);
  if (command.status === 'CANCELLED') return endCancelled(context, command.because);
  if (command.status === 'FAILED') {
    return endFailed(context, command.failure ?? unknownFailure(), command.path, command.because);
  }
  const scope = await loadScope(context, '', context.snapshot.outputs.references);
  const outputs = context.snapshot.outputs.render(scope);
  if (!outputs.ok) {
    const message = `The flow's outputs could not be made: ${outputs.error.message}`;
    return endFailed(context, { class: 'invalid', code: outputs.error.code, message }, null, 'outputs');
  }
  const encoded = await encodeOutput(context, { ...ROOT_LIKE, id: 'outputs' }, outputs.value);
  if (!encoded.ok) return endFailed(context, encoded.error, null, 'outputs');
  context.ledger.add({ payload: encoded.value.row });
  await end(
    context,
    { type: 'run.succeeded', at: context.now(), outputId: encoded.value.row.id },
    { outputId: encoded.value.row.id },
    {
      status: 'SUCCEEDED',
      outputId: encoded.value.row.id,
      endedBecause: 'finished',
    },
  );
}

/** The flow's outputs are capped as the items of a scope are. */
const ROOT_LIKE = {
  type: '',
  control: 'scope',
  scope: null,
  incoming: [],
  outgoing: [],
  join: 'all',
  onError: 'fail',
  retry: null,
  effect: 'none',
  onUncertain: 'ask',
  timeoutMs: null,
  disabled: false,
  pool: null,
  costTag: null,
  body: null,
} as const;

function unknownFailure(): Failure {
  return { class: 'bug', code: 'unknown', message: 'A task failed without saying why. Please report this with the run id.' };
}

/** Ends the run FAILED. `path` is the task that failed it; null where the failure is the run's own. */
export async function endFailed(context: RunContext, failure: Failure, path: string | null, because: string): Promise<void> {
  const nodeId = path === null ? null : nodeIdOf(path);
  const attempt = path === null || nodeId === null ? null : context.ledger.task(path, nodeId).attempt;
  const event: EngineEvent = { type: 'run.failed', at: context.now(), failure, path, because };
  await end(
    context,
    event,
    { failure: failureData(failure), path, because },
    {
      status: 'FAILED',
      error: failureJson(failure, path, nodeId, attempt),
      endedBecause: because,
    },
  );
}

function endCancelled(context: RunContext, because: string): Promise<void> {
  return end(context, { type: 'run.cancelled', at: context.now(), because }, { because }, { status: 'CANCELLED', endedBecause: because });
}

async function end(
  context: RunContext,
  event: EngineEvent,
  data: JsonObject,
  patch: { status: 'SUCCEEDED' | 'FAILED' | 'CANCELLED'; outputId?: string; error?: JsonObject; endedBecause: string },
): Promise<void> {
  await context.ledger.flushIfLarge();
  const outcome = await context.ledger.close(event.type, event.at, data, { ...patch, endedAt: event.at, wakeAt: null });
  if (outcome === 'recorded') apply(context.state, event);
}
