import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';
import type { Json } from '@/lib/std/json';
import { answerWait, waitOver } from './answer-wait';
import { checkAnswer, schemaOf } from './check-answer';
import { findWaitNode } from './find-wait-node';

/** The run and task an address is for. */
export interface CallbackCall {
  token: string;
  body: Json;
}

/**
 * Takes a call of a wait's own address: the first counts, also when it comes before the run is there. Throws `wait_not_found` for an
 * address we did not make, `wait_over` for one that has expired or whose wait is over, `already_answered`, `invalid_answer`.
 */
export async function takeCallback(deps: ServiceDeps, { token, body }: CallbackCall): Promise<{ runId: string }> {
  const place = deps.callbacks.open(token);
  if (place === null) throw userError('wait_not_found', 'There is no callback at this address.');
  const { runId, path, expiresAt } = place;
  const { workspaceId, node } = await findWaitNode(deps, { runId, workspaceId: null, path, waitsFor: 'callback' });
  const schema = schemaOf(node, 'schema');
  if (schema) checkAnswer(schema, body);
  await deps.db.transaction(async (client) => {
    const { rows } = await client.query<{ isExpired: boolean }>('SELECT millrace_now() >= to_timestamp($1::float8 / 1000) AS "isExpired"', [
      expiresAt,
    ]);
    if (rows[0]?.isExpired !== false) throw waitOver(path, 'its address has expired');
    await answerWait(deps, client, { workspaceId, runId, path, waitsFor: 'callback', by: 'callback', value: (at) => ({ body, at }) });
  });
  await deps.orchestrator.signal(runId).catch(() => {}); // reported by the orchestrator; the workers' repair finds it
  return { runId };
}
