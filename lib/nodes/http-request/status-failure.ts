import type { FailureClass } from '@/lib/dsl/document';
import { NodeFailure } from '@/lib/nodes/contract';

/** The failure a status outside 200 to 399 stands for. `nowMs` is epoch time, for a Retry-After given as a date. */
export function statusFailure(options: {
  method: string;
  host: string;
  status: number;
  retryAfter: string | undefined;
  nowMs: number;
}): NodeFailure {
  const { method, host, status } = options;
  const { failureClass, remedy } = meaningOf(status);
  const retryAfterMs = parseRetryAfter(options.retryAfter, options.nowMs);
  return new NodeFailure(
    failureClass,
    'http_status',
    `${method} ${host} answered ${status}; ${remedy}`,
    retryAfterMs === undefined ? {} : { retryAfterMs },
  );
}

/** Milliseconds to wait by a Retry-After header (seconds or an HTTP date); undefined when there is none or it cannot be read. */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.round(Number(header) * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

function meaningOf(status: number): { failureClass: FailureClass; remedy: string } {
  if (status === 429) return { failureClass: 'rate_limited', remedy: 'it wants fewer calls: lower the concurrency or retry later' };
  if (status === 408) return { failureClass: 'timeout', remedy: 'it waited too long for the request: retry' };
  if (status === 401 || status === 403) return { failureClass: 'denied', remedy: 'check the credential and its rights' };
  if (status === 404) return { failureClass: 'invalid', remedy: 'check the path of the URL' };
  if (status >= 500) return { failureClass: 'unavailable', remedy: 'the trouble is on its side: retry later' };
  return { failureClass: 'invalid', remedy: 'check the URL, query, headers and body' };
}
