'use client';

import { useT } from '@/components/ui/i18n-provider';
import type { Translate } from '@/lib/i18n';
import type { DocumentChange } from './document-changes';
import styles from './editor-dialogs.module.css';

const SHOWN_CHARS = 160;

/** The places in which two drafts differ, side by side. */
export function ChangeTable({ changes }: { changes: readonly DocumentChange[] }) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <section className={styles.scroll} tabIndex={0} aria-label={t('editor.conflict.place')}>
      <table className={styles.changes}>
        <thead>
          <tr>
            <th scope="col">{t('editor.conflict.place')}</th>
            <th scope="col">{t('editor.conflict.mine')}</th>
            <th scope="col">{t('editor.conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={`${change.kind} ${change.nodeId} ${change.field}`}>
              <th scope="row">{placeText(t, change)}</th>
              <td>{valueText(t, change, change.mine)}</td>
              <td>{valueText(t, change, change.theirs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function placeText(t: Translate, { kind, nodeId, field }: DocumentChange): string {
  const place = nodeId ?? t('editor.problemsList.flow');
  if (kind === 'node_added') return `${place}: ${t('editor.conflict.nodeAdded')}`;
  if (kind === 'node_removed') return `${place}: ${t('editor.conflict.nodeRemoved')}`;
  return `${place}: ${kind === 'edges' ? t('editor.conflict.edges') : field}`;
}

function valueText(t: Translate, { kind }: DocumentChange, value: unknown): string {
  if (value === undefined) return t('editor.conflict.absent');
  if (kind === 'edges' && Array.isArray(value)) return t('editor.conflict.edgeCount', { count: value.length });
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text;
}
