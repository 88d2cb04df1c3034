import type { ChangeCounts } from '@/lib/dsl/diff-documents';
import type { Translate } from '@/lib/i18n';

/** How many places differ, all kinds together. */
export function totalChanges({ added, removed, changed, edges, document, triggers }: ChangeCounts): number {
  return added + removed + changed + edges + document + triggers;
}

/** The counts in words: "1 node changed, 2 added, 1 connection". */
export function changeSummary(t: Translate, counts: ChangeCounts): string {
  const kinds = ['changed', 'added', 'removed', 'edges', 'document', 'triggers'] as const;
  const parts = kinds.filter((kind) => counts[kind] > 0).map((kind) => t(`versions.counts.${kind}`, { count: counts[kind] }));
  return parts.length === 0 ? t('versions.counts.none') : parts.join(t('versions.counts.separator'));
}
