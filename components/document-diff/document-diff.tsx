'use client';

import { useMemo } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { nodeIndex } from '@/lib/dsl/graph';
import { DiffEntryView } from './diff-entry-view';
import { type DiffSource, diffSections } from './diff-sections';
import styles from './document-diff.module.css';
import { movedNodes } from './moved-nodes';

/** Where two documents differ, by kind of thing; what only moved on the canvas stands apart, folded. */
export function DocumentDiffView({ diff, before, after }: DiffSource) {
  const t = useT();
  const sections = useMemo(() => diffSections({ diff, before, after }, t), [diff, before, after, t]);
  const moved = useMemo(() => movedNodes(diff.layout), [diff.layout]);
  const index = useMemo(() => nodeIndex(after), [after]);
  const nameOf = (id: string) => index.get(id)?.node.label ?? id;
  return (
    <div className={styles.diff}>
      {sections.length === 0 && (
        <p className={styles.same}>
          <Icon name="circle-check" size={14} /> {t('versions.diff.same')}
        </p>
      )}
      {sections.map(({ id, entries }) => (
        <section key={id} aria-labelledby={`diff-${id}`}>
          <h3 id={`diff-${id}`} className={styles.heading}>
            {t(`versions.diff.section.${id}`)} <span className={styles.amount}>{entries.length}</span>
          </h3>
          <ul className={styles.entries}>
            {entries.map((entry) => (
              <DiffEntryView key={`${entry.sign} ${entry.key}`} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      {diff.layout.length > 0 && (
        <details className={styles.moved}>
          <summary>{t('versions.diff.moved', { count: moved.length })}</summary>
          <p>{moved.length === 0 ? t('versions.diff.movedOther') : moved.map(nameOf).join(', ')}</p>
        </details>
      )}
    </div>
  );
}
