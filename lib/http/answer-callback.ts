import type { Context } from 'hono';
import { takeCallback } from '@/lib/services/waits/take-callback';
import type { HttpDeps } from './http-deps';
import { parseHookBody } from './parse-hook-body';
import { presentSuccess } from './present';
import { readBody } from './read-body';
import type { RouterEnv } from './router-env';

/** Most bytes of an answer: more belongs behind a reference. */
const CALLBACK_BYTES = 1024 * 1024;

/** `POST /api/callbacks/:token`: the address itself is the key. Cookies and tokens say nothing here. */
export async function answerCallback(deps: HttpDeps, c: Context<RouterEnv>): Promise<Response> {
  const token = c.req.param('token') ?? '';
  deps.buckets.take(`callback ${token.slice(0, 26)}`);
  const raw = await readBody(c.req.raw, CALLBACK_BYTES);
  const body = parseHookBody(raw, c.req.raw.headers.get('content-type'));
  const { runId } = await takeCallback(deps.services, { token, body });
  return presentSuccess({ runId }, 202);
}
