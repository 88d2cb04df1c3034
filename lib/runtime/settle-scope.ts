import { itemsOf } from '@/lib/engine';
import type { Failure, ItemOutcome } from '@/lib/engine/types';
import type { Json, JsonObject } from '@/lib/std/json';
import { encodeOutput } from './encode-output';
import type { Attempt } from './execution-context';
import { type ItemView, loadScope } from './load-scope';
import type { RunContext } from './run-context';
import { settleFailure, settleSuccess } from './settle-task';

const READ_AT_ONCE = 200;

/** Ends a scope: composes its items in item order, or records the failure that stopped it. */
export async function settleScope(context: RunContext, attempt: Attempt, failure: Failure | null): Promise<void> {
  const row = context.ledger.task(attempt.path, attempt.compiled.plan.id);
  const outcomes = itemsOf(context.state, attempt.path)?.outcomes ?? [];
  row.itemsDone = outcomes.filter((outcome) => outcome !== undefined).length;
  if (failure) return settleFailure(context, attempt, { failure, unanswered: false, partial: undefined });
  const items = await composeItems(context, attempt, outcomes);
  if (!Array.isArray(items)) return settleFailure(context, attempt, { failure: items, unanswered: false, partial: undefined });
  const output = await encodeOutput(context, attempt.compiled.plan, { items });
  if (!output.ok) return settleFailure(context, attempt, { failure: output.error, unanswered: false, partial: undefined });
  context.items.delete(attempt.path);
  await settleSuccess(context, attempt, { output: { items } }, output.value);
}

async function composeItems(
  context: RunContext,
  attempt: Attempt,
  outcomes: readonly (ItemOutcome | undefined)[],
): Promise<Json[] | Failure> {
  const values: Json[] = [];
  for (let from = 0; from < outcomes.length; from += READ_AT_ONCE) {
    const until = Math.min(from + READ_AT_ONCE, outcomes.length);
    await preload(context, attempt, from, until);
    for (let index = from; index < until; index++) {
      const value = await itemValue(context, attempt, index, outcomes[index]);
      if (!value.ok) return value.failure;
      values.push(value.value);
    }
  }
  return values;
}

/** Reads the results of a stretch of items in one query instead of one each. */
async function preload(context: RunContext, attempt: Attempt, from: number, until: number): Promise<void> {
  const items = itemsOf(context.state, attempt.path);
  const ids: string[] = [];
  for (let index = from; index < until; index++) {
    for (const nodeId of attempt.compiled.plan.body?.results ?? []) {
      const id = items?.resultIds(index, nodeId) ?? null;
      if (id !== null) ids.push(id);
    }
  }
  await context.values.ensure(ids);
}

type ItemValue = { ok: true; value: Json } | { ok: false; failure: Failure };

async function itemValue(context: RunContext, attempt: Attempt, index: number, outcome: ItemOutcome | undefined): Promise<ItemValue> {
  const body = attempt.compiled.plan.body;
  if (outcome && !outcome.ok) {
    const error: JsonObject = { code: outcome.failure.code, message: outcome.failure.message };
    return { ok: true, value: body?.onItemError === 'collect' ? { error } : null };
  }
  const results = body?.results ?? [];
  const ids = itemsOf(context.state, attempt.path);
  const outputId: ItemView['outputId'] = (nodeId) => (results.includes(nodeId) ? (ids?.resultIds(index, nodeId) ?? null) : undefined);
  if (attempt.compiled.result) return renderResult(context, attempt, index, outputId);
  return { ok: true, value: await sinkValue(context, results, outputId) };
}

/** Without `result`, an item's value is its last node's output, or an object by node id where there are several. */
async function sinkValue(context: RunContext, results: readonly string[], outputId: ItemView['outputId']): Promise<Json> {
  const ids = results.map((nodeId) => outputId(nodeId) ?? null);
  await context.values.ensure(ids.flatMap((id) => (id === null ? [] : [id])));
  const values = ids.map((id) => (id === null ? null : context.values.get(id)));
  if (results.length === 1) return values[0] ?? null;
  return Object.fromEntries(results.map((nodeId, at) => [nodeId, values[at] ?? null]));
}

async function renderResult(context: RunContext, attempt: Attempt, index: number, outputId: ItemView['outputId']): Promise<ItemValue> {
  const result = attempt.compiled.result;
  if (!result) return { ok: true, value: null };
  const items = context.items.get(attempt.path) ?? [];
  const scope = await loadScope(context, attempt.path, result.references, { item: items[index] ?? null, index, outputId });
  const rendered = result.render(scope);
  if (rendered.ok) return { ok: true, value: rendered.value };
  const message = `Parameter result of node ${attempt.compiled.plan.id}, item ${index}: ${rendered.error.message}`;
  return { ok: false, failure: { class: 'invalid', code: rendered.error.code, message } };
}
