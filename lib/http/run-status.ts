const ENDED: ReadonlySet<unknown> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'COMPENSATED']);

/** HTTP status of an answer about a run: 200 once it has ended, 202 while it goes on. */
export function runStatus(status: unknown): 200 | 202 {
  return ENDED.has(status) ? 200 : 202;
}
