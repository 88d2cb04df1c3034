import { operationalError } from '@/lib/errors/app-error';
import type { HttpDeps } from './http-deps';
import { presentSuccess } from './present';

/** `GET /healthz`: the process answers, whatever its surroundings do. */
export function answerAlive(): Response {
  return presentSuccess({ status: 'alive' });
}

const PATIENCE_MS = 3000;

/** `GET /readyz`: database and queue answer. Throws `database_unavailable` or `queue_unavailable` with the state of both. */
export async function answerReady(deps: Pick<HttpDeps, 'services' | 'queueDepth'>): Promise<Response> {
  const [database, queue] = await Promise.all([answers(deps.services.db.now()), answers(deps.queueDepth())]);
  if (!database)
    throw operationalError('database_unavailable', 'The database does not answer; check DATABASE_URL and the server behind it.');
  if (!queue)
    throw operationalError(
      'queue_unavailable',
      'The queue does not answer; check that Redis runs and that REDIS_URL is right. Without REDIS_URL the database is the queue.',
    );
  return presentSuccess({ status: 'ready', database: 'ok', queue: 'ok' });
}

async function answers(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
