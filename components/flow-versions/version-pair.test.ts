import { expect, it } from 'vitest';
import { parseVersion, usualPair } from './version-pair';

it('reads a side out of the address, and nothing out of anything else', () => {
  expect(['draft', '12', '0', '-1', '1.5', '', '1e3', null].map(parseVersion)).toEqual(['draft', 12, 0, null, null, null, null, null]);
});

it('shows first what publishing would change, else what the newest revision changed', () => {
  expect(usualPair({ liveRev: null, currentRev: 0, hasUnpublishedChanges: true })).toEqual({ from: 0, to: 'draft' });
  expect(usualPair({ liveRev: 1, currentRev: 3, hasUnpublishedChanges: true })).toEqual({ from: 1, to: 'draft' });
  expect(usualPair({ liveRev: 3, currentRev: 3, hasUnpublishedChanges: false })).toEqual({ from: 2, to: 3 });
  expect(usualPair({ liveRev: 1, currentRev: 1, hasUnpublishedChanges: false })).toEqual({ from: 0, to: 1 });
});
