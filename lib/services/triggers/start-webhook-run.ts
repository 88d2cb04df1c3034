import { type Principal, requirePermission } from '@/lib/auth';
import type { RunAccepted } from '@/lib/contracts/runs';
import { verifyHmac } from '@/lib/crypto';
import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';
import { readVariables, type StartRun } from '@/lib/services/runs/start-run';
import { findStartTarget } from '@/lib/services/runs/start-target';
import { acceptRun, startAndWait } from '@/lib/services/runs/trigger-run';
import type { Json, JsonObject } from '@/lib/std/json';
import { findHookTarget, type HookTarget, hookNotFound } from './hook-target';

/** A call of a webhook as it came. Header names are in lower case. */
export interface HookCall {
  triggerId: string;
  /** What follows the id in the address, without the leading slash. */
  path: string;
  method: string;
  headers: Record<string, string>;
  query: Record<string, string>;
  /** The bytes as sent: what a signature covers. */
  rawBody: Uint8Array;
  /** The parsed body; null where there was none. */
  body: Json;
  idempotencyKey?: string | undefined;
}

/** How long a webhook with `respond: result` is kept waiting. */
const RESULT_MS = 30_000;
/** Headers that carry secrets: a flow never sees them. */
const HIDDEN = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-millrace-signature']);

/**
 * Starts the run a webhook call asks for, by the published trigger's own rules. `principal` is whoever the request names, if anyone.
 * Throws `trigger_not_found`, `unauthenticated`, `bad_signature`, `forbidden`, `invalid_inputs`, `idempotency_conflict`.
 */
export async function startWebhookRun(deps: ServiceDeps, principal: Principal | null, call: HookCall): Promise<RunAccepted> {
  const hook = await findHookTarget(deps, call.triggerId, call.path);
  admit(hook, principal, call);
  const target = await findStartTarget(deps, hook, hook.flowId, undefined);
  const inputs = await inputsOf(deps, hook, call);
  const start: StartRun = {
    target,
    workspaceId: hook.workspaceId,
    inputs,
    triggerType: 'webhook',
    triggerId: hook.triggerId,
    startedBy: `trigger:${hook.triggerId}`,
    idempotency: { scope: `trigger:${hook.triggerId}`, key: call.idempotencyKey, request: inputs },
  };
  return hook.respond === 'result' ? startAndWait(deps, start, RESULT_MS) : acceptRun(deps, start);
}

function admit(hook: HookTarget, principal: Principal | null, call: HookCall): void {
  if (hook.auth === 'none') return;
  if (hook.auth === 'hmac') {
    requireSignature(hook, call);
    return;
  }
  if (principal === null) throw userError('unauthenticated', 'This webhook needs an API token: send "Authorization: Bearer <token>".');
  // A token of another workspace learns nothing, not even that the address exists.
  if (principal.workspaceId !== hook.workspaceId) throw hookNotFound();
  requirePermission(principal, 'run:start');
}

function requireSignature({ secret }: HookTarget, { headers, rawBody }: HookCall): void {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(headers['x-millrace-signature'] ?? '')?.[1];
  if (secret !== null && given !== undefined && verifyHmac(secret.reveal(), Buffer.from(rawBody), given)) return;
  throw userError(
    'bad_signature',
    'The signature does not fit: send X-Millrace-Signature: sha256=<hex HMAC-SHA-256 of the raw body> made with the secret of the webhook.',
  );
}

async function inputsOf(deps: ServiceDeps, hook: HookTarget, call: HookCall): Promise<Json> {
  if (hook.input === null) return call.body ?? {};
  const headers: JsonObject = Object.fromEntries(Object.entries(call.headers).filter(([name]) => !HIDDEN.has(name)));
  const rendered = hook.input.render({
    input: { body: call.body, headers, query: call.query, method: call.method },
    run: {},
    vars: (await readVariables(deps, hook.workspaceId)) ?? {},
    nodes: () => undefined,
  });
  if (rendered.ok) return rendered.value;
  throw userError('invalid_inputs', `The webhook's input cannot be made from this call: ${rendered.error.message}`);
}
