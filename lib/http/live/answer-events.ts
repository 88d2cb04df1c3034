import type { Context } from 'hono';
import { requirePermission } from '@/lib/auth';
import { userError } from '@/lib/errors/app-error';
import { authenticate, callerKey } from '@/lib/http/authorise';
import type { HttpDeps } from '@/lib/http/http-deps';
import { presentSuccess } from '@/lib/http/present';
import type { RouterEnv } from '@/lib/http/router-env';
import { isId } from '@/lib/std/ids';
import { refusalOf } from './refusal-of';
import { createStreamSink } from './stream-sink';
import { watchAccess } from './watch-access';

const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Content-Type-Options': 'nosniff',
  // Proxies that buffer would hold events back.
  'X-Accel-Buffering': 'no',
};
const LIST_LIMIT = 1000;

/**
 * `GET /api/runs/:runId/events`: an event stream, or a list of frames for who accepts JSON only. Resumes by `Last-Event-ID` or `?after=`.
 * The stream ends with an event `unauthorized` within ten seconds after its session or token has ended.
 */
export async function answerEvents(deps: HttpDeps, c: Context<RouterEnv>): Promise<Response> {
  const { headers } = c.req.raw;
  const { principal } = await authenticate(deps.authenticator, headers);
  deps.buckets.take(callerKey(principal));
  const runId = c.req.param('runId') ?? '';
  if (!isId(runId))
    throw userError('invalid_id', 'The runId in the path is no id: it must be a 26-character ULID.', { parameter: 'runId' });
  const after = readAfter(c);
  await deps.requireRun(principal, runId);
  const accept = c.req.header('accept') ?? '';
  if (accept.includes('application/json') && !accept.includes('text/event-stream')) {
    return presentSuccess({ items: await deps.frames.readEvents(runId, after, LIST_LIMIT) });
  }
  let leave = () => {};
  const { sink, body, refuse } = createStreamSink(() => leave());
  const unfollow = deps.feed.follow(runId, after, sink);
  // That the run is theirs cannot change; whether they may still read runs can.
  const recheck = async () => requirePermission((await authenticate(deps.authenticator, headers)).principal, 'run:read');
  const unwatch = watchAccess(recheck, (error) => refuse(refusalOf(error)));
  leave = () => {
    unwatch();
    unfollow();
  };
  return new Response(body, { headers: STREAM_HEADERS });
}

function readAfter(c: Context<RouterEnv>): number {
  const text = c.req.header('last-event-id') ?? c.req.query('after') ?? '0';
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw userError('invalid_request', 'Last-Event-ID, or after, must be the seq of the last event that was seen.');
}
