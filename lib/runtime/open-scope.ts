import { apply } from '@/lib/engine';
import type { Failure } from '@/lib/engine/types';
import type { Json } from '@/lib/std/json';
import type { Attempt } from './execution-context';
import { loadScope } from './load-scope';
import { isCalledOff } from './run-attempt';
import type { RunContext } from './run-context';
import { settleFailure } from './settle-task';

/** Most items one scope may run over (docs/architecture.md, "Limits"). */
const ITEMS_MAX = 10_000;

/** Resolves the items of a scope node, keeps them as its input, and opens its body over them. */
export async function openScope(context: RunContext, attempt: Attempt): Promise<void> {
  const { plan } = attempt.compiled;
  // `result` speaks of one item; it is rendered per item when the scope settles.
  const references = attempt.compiled.parameters.references.filter((reference) => reference.at[0] !== 'result');
  const scope = await loadScope(context, attempt.path, references);
  const parameters = attempt.compiled.parameters.resolve(scope, ['result']);
  if (!parameters.ok)
    return fail(
      context,
      attempt,
      parameters.error.code,
      `Parameter ${parameters.error.parameter} of node ${plan.id}: ${parameters.error.message}`,
    );
  const items = parameters.value.items ?? null;
  const problem = problemWith(items, plan.id);
  if (problem) return fail(context, attempt, problem.code, problem.message);
  // problemWith answered null, so it is a list.
  await open(context, attempt, items as Json[]);
}

function problemWith(items: Json, nodeId: string): { code: string; message: string } | null {
  if (!Array.isArray(items)) {
    const found = items === null ? 'null' : typeof items;
    return {
      code: 'items_not_a_list',
      message: `Node ${nodeId} needs a list in "items" and found ${found}. Point it at a list, for example {{ nodes.split.output.rows }}.`,
    };
  }
  if (items.length <= ITEMS_MAX) return null;
  return {
    code: 'too_many_items',
    message: `Node ${nodeId} was given ${items.length} items; at most ${ITEMS_MAX} are run. Split the list before it.`,
  };
}

function fail(context: RunContext, attempt: Attempt, code: string, message: string): Promise<void> {
  const failure: Failure = { class: 'invalid', code, message };
  return settleFailure(context, attempt, { failure, unanswered: false, partial: undefined });
}

async function open(context: RunContext, attempt: Attempt, items: Json[]): Promise<void> {
  const { ledger } = context;
  const { plan } = attempt.compiled;
  const payload = await context.deps.payloads.encode(context.row.fence.workspaceId, items);
  if (isCalledOff(context, attempt)) return;
  const at = context.now();
  const row = ledger.task(attempt.path, plan.id);
  Object.assign(row, {
    status: 'RUNNING',
    attempt: attempt.number,
    startedAt: row.startedAt ?? at,
    inputId: payload.id,
    itemsTotal: items.length,
    itemsDone: 0,
  });
  context.items.set(attempt.path, items);
  ledger.add({ payload });
  ledger.record(
    'task.started',
    at,
    { nodeId: plan.id, items: items.length, inputId: payload.id },
    { path: attempt.path, attempt: attempt.number },
  );
  ledger.touch(row);
  apply(context.state, {
    type: 'task.started',
    at,
    path: attempt.path,
    nodeId: plan.id,
    attempt: attempt.number,
    items: items.length,
    inputId: payload.id,
  });
}
