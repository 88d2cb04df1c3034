import { createHash } from 'node:crypto';

/**
 * The idempotency key of a task's write: the same over attempts and takeovers. A key with the attempt or the lease
 * epoch in it repeats effects after a crash (docs/architecture.md, "Effects").
 */
export function effectKey(workspaceId: string, runId: string, path: string): string {
  return createHash('sha256').update(`${workspaceId}/${runId}/${path}`).digest('hex').slice(0, 40);
}
