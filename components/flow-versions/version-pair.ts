/** One side of a comparison: a revision by its number, the draft, or 0 for a flow that holds nothing. */
export type Version = number | 'draft';

/** What is compared with what. */
export interface VersionPair {
  from: Version;
  to: Version;
}

/** A side as the address names it; null for anything else. */
export function parseVersion(text: string | null): Version | null {
  if (text === 'draft') return 'draft';
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** What to show where the address names no pair: what publishing would change, else what the newest revision changed. */
export function usualPair(flow: { liveRev: number | null; currentRev: number; hasUnpublishedChanges: boolean }): VersionPair {
  if (flow.currentRev === 0) return { from: 0, to: 'draft' };
  if (flow.hasUnpublishedChanges) return { from: flow.liveRev ?? flow.currentRev, to: 'draft' };
  return { from: flow.currentRev - 1, to: flow.currentRev };
}
