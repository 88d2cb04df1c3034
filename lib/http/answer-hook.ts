import type { Context } from 'hono';
import type { Principal } from '@/lib/auth';
import type { RunAccepted } from '@/lib/contracts/runs';
import { userError } from '@/lib/errors/app-error';
import { startWebhookRun } from '@/lib/services/triggers/start-webhook-run';
import { isId } from '@/lib/std/ids';
import { identityOf } from './authorise';
import type { HttpDeps } from './http-deps';
import { parseHookBody } from './parse-hook-body';
import { presentSuccess } from './present';
import { readBody } from './read-body';
import { cleanQuery, readIdempotencyKey } from './read-input';
import type { RouterEnv } from './router-env';
import { runStatus } from './run-status';

/** `POST /api/hooks/:triggerId/:path`: the trigger's own rules say who may call. Cookies say nothing here: any site can make a browser send them. */
export async function answerHook(deps: HttpDeps, c: Context<RouterEnv>): Promise<Response> {
  const request = c.req.raw;
  const triggerId = c.req.param('triggerId') ?? '';
  if (!isId(triggerId)) throw userError('trigger_not_found', 'There is no webhook at this address.');
  deps.buckets.take(`hook ${triggerId}`);
  const principal = await callerOf(deps, request.headers);
  const rawBody = await readBody(request);
  const accepted: RunAccepted = await startWebhookRun(deps.services, principal, {
    triggerId,
    path: c.req.param('path') ?? '',
    method: request.method,
    headers: Object.fromEntries(request.headers),
    query: cleanQuery(c.req.query()),
    rawBody,
    body: parseHookBody(rawBody, request.headers.get('content-type')),
    ...readIdempotencyKey(request),
  });
  return presentSuccess(accepted, runStatus(accepted.status));
}

const OUR_TOKEN = /^bearer +mr_/i;

/** Whoever an API token of ours names; senders may have an Authorization of their own, which says nothing to us. */
async function callerOf(deps: HttpDeps, headers: Headers): Promise<Principal | null> {
  const { authorization, peer } = identityOf(headers);
  if (authorization === undefined || !OUR_TOKEN.test(authorization)) return null;
  return (await deps.authenticator.authenticate({ authorization, cookie: undefined, peer }))?.principal ?? null;
}
