import type { Context } from 'hono';
import type { Principal } from '@/lib/auth';
import { userError } from '@/lib/errors/app-error';
import { startWebhookRun } from '@/lib/services/triggers/start-webhook-run';
import { isId } from '@/lib/std/ids';
import type { Json } from '@/lib/std/json';
import { statusOf } from './answer-route';
import type { HttpDeps } from './http-deps';
import { parseJson } from './parse-json';
import { presentSuccess } from './present';
import { readBody } from './read-body';
import { readIdempotencyKey } from './read-input';
import type { RouterEnv } from './router-env';

const HOOK_CONTRACT = { method: 'POST' } as const;

/** A webhook call: whoever it names is looked up, its trigger's own rules admit it. Cookies are no way in: only a Bearer token names anyone. */
export async function answerHook(deps: HttpDeps, c: Context<RouterEnv>): Promise<Response> {
  const request = c.req.raw;
  const triggerId = c.req.param('triggerId') ?? '';
  if (!isId(triggerId)) throw userError('trigger_not_found', 'There is no webhook at this address.');
  const rawBody = await readBody(request);
  const data = await startWebhookRun(deps.services, await bearerOf(deps, request), {
    triggerId,
    path: c.req.param('path') ?? '',
    method: request.method,
    headers: Object.fromEntries(request.headers),
    query: c.req.query(),
    rawBody,
    body: bodyOf(request, rawBody),
    ...readIdempotencyKey(request),
  });
  return presentSuccess(data, statusOf({ ...HOOK_CONTRACT }, data));
}

async function bearerOf({ authenticator }: HttpDeps, request: Request): Promise<Principal | null> {
  const authorization = request.headers.get('authorization');
  if (authorization === null || !/^bearer /i.test(authorization)) return null;
  return (await authenticator.authenticate({ authorization, cookie: undefined }))?.principal ?? null;
}

/** The content type decides: only what says that it is JSON is read as JSON; nothing else is guessed at. */
function bodyOf(request: Request, rawBody: Uint8Array): Json {
  if (rawBody.byteLength === 0) return null;
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || type.endsWith('+json')) return parseJson(rawBody);
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(rawBody)));
  throw userError('unsupported_content_type', 'Send the body as JSON, with "Content-Type: application/json".');
}
