import { AppError } from '@/lib/errors/app-error';
import { newId } from '@/lib/std/ids';
import { ERROR_TABLE } from './error-table';
import type { HttpDeps } from './http-deps';
import { presentError } from './present';

/** Answers a request and counts it; what is thrown becomes an envelope, and what is not the caller's doing a line in the log. */
export async function trackRequest(
  deps: Pick<HttpDeps, 'metrics' | 'log'>,
  route: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const begun = performance.now();
  let response: Response;
  try {
    response = await answer();
  } catch (error) {
    const requestId = newId();
    if (isOurs(error)) deps.log({ level: 'error', message: 'A request failed', requestId, route, error });
    response = presentError(error, requestId);
  }
  deps.metrics.count(route, response.status, performance.now() - begun);
  return response;
}

/** True for defects and broken dependencies: what an operator should see. */
function isOurs(error: unknown): boolean {
  return !(error instanceof AppError) || ERROR_TABLE[error.code].status >= 500;
}
