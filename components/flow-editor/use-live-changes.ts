'use client';

import { useDeferredValue, useMemo } from 'react';
import { totalChanges, useRevisionDocument } from '@/components/document-diff';
import { countChanges, type DocumentDiff, diffDocuments } from '@/lib/dsl/diff-documents';
import type { FlowDocument } from '@/lib/dsl/document';
import { useEditor, useTools } from './editor-context';
import { useFlowFacts } from './use-settings';

/** How the draft shown stands to what is live. `nextRev` is the number publishing would give it. */
export type LiveChanges =
  | { kind: 'unknown' }
  | { kind: 'never'; nextRev: number; after: FlowDocument }
  | { kind: 'known'; nextRev: number; liveRev: number; count: number; diff: DocumentDiff; before: FlowDocument; after: FlowDocument };

/** Compares the draft, saved or not, with the live revision as the draft changes. */
export function useLiveChanges(): LiveChanges {
  const { flowId } = useTools();
  const facts = useFlowFacts(flowId).data;
  const liveRev = facts?.liveRev ?? null;
  const live = useRevisionDocument(flowId, liveRev);
  // An edit is drawn first and compared after.
  const after = useDeferredValue(useEditor((state) => state.document));
  const before = live.data ?? null;
  const diff = useMemo(() => (before === null ? null : diffDocuments(before, after)), [before, after]);
  if (!facts) return { kind: 'unknown' };
  const nextRev = facts.currentRev + 1;
  if (liveRev === null) return { kind: 'never', nextRev, after };
  if (before === null || diff === null) return { kind: 'unknown' };
  return { kind: 'known', nextRev, liveRev, count: totalChanges(countChanges(diff)), diff, before, after };
}
