'use client';

import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import type { DiffEntry, DiffSign } from './diff-sections';
import styles from './document-diff.module.css';
import { ValueDiff } from './value-diff';

const SIGNS: Record<DiffSign, string> = { added: '+', removed: '−', changed: '±' };

/** Added, removed or changed, as a sign and as a word for readers. */
export function SignMark({ sign }: { sign: DiffSign }) {
  const t = useT();
  return (
    <span className={cx(styles.signMark, styles[`${sign}Mark`])} title={t(`versions.diff.${sign}`)}>
      <span aria-hidden="true">{SIGNS[sign]}</span>
      <span className="visually-hidden">{t(`versions.diff.${sign}`)}: </span>
    </span>
  );
}

/** One thing that differs, with its places. What a new or a removed thing holds is folded. */
export function DiffEntryView({ entry }: { entry: DiffEntry }) {
  const t = useT();
  const { sign, title, kind, note, fields } = entry;
  const head = (
    <>
      <SignMark sign={sign} />
      <span className={styles.title}>{title}</span>
      {kind && kind !== title && <span className={styles.kind}>{kind}</span>}
      {note && <span className={styles.note}>{note}</span>}
    </>
  );
  if (fields.length === 0)
    return (
      <li className={styles.entry}>
        <div className={styles.head}>{head}</div>
      </li>
    );
  if (sign === 'changed') {
    return (
      <li className={styles.entry}>
        <div className={styles.head}>{head}</div>
        <Fields entry={entry} />
      </li>
    );
  }
  return (
    <li className={styles.entry}>
      <details>
        <summary className={styles.head}>
          {head}
          <span className={styles.count}>{t('versions.diff.fields', { count: fields.length })}</span>
        </summary>
        <Fields entry={entry} />
      </details>
    </li>
  );
}

function Fields({ entry }: { entry: DiffEntry }) {
  return (
    <dl className={styles.fields}>
      {entry.fields.map(({ path, before, after }) => (
        <div key={`${path} ${before === undefined} ${after === undefined}`} className={styles.field}>
          {path !== '' && <dt className={styles.path}>{path}</dt>}
          <dd className={styles.value}>
            <ValueDiff before={before} after={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
