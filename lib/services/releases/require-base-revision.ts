import { userError } from '@/lib/errors/app-error';

/** Throws `live_conflict` when another revision takes traffic than the one the caller saw; `baseRevision` undefined asks for nothing. */
export function requireBaseRevision(flowId: string, liveRev: number | null, baseRevision: number | null | undefined): void {
  if (baseRevision === undefined || baseRevision === liveRev) return;
  const message = `Revision ${liveRev ?? 'none'} of flow ${flowId} is live, not ${baseRevision ?? 'none'}: somebody else published or rolled back. Look at what is live and decide again.`;
  throw userError('live_conflict', message, { flowId, liveRev });
}
