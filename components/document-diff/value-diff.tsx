'use client';

import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import type { Json } from '@/lib/std/json';
import styles from './document-diff.module.css';
import { type LineRow, lineRows } from './line-rows';

/** A text this long, or of several lines, is told line by line. */
const INLINE_CHARS = 60;
/** So many lines are shown at first. */
const SHOWN_ROWS = 80;

/** A value before and after: short ones side by side, longer ones as lines. */
export function ValueDiff({ before, after }: { before?: Json | undefined; after?: Json | undefined }) {
  const t = useT();
  const [old, fresh] = [textOf(before), textOf(after)];
  if (!isInline(old) || !isInline(fresh)) return <LineDiff before={old} after={fresh} />;
  return (
    <span className={styles.inline}>
      {old !== null && (
        <del className={styles.old}>
          <span className="visually-hidden">{t('versions.diff.before')}: </span>
          {old === '' ? t('versions.diff.emptyText') : old}
        </del>
      )}
      {old !== null && fresh !== null && <span aria-hidden="true">→</span>}
      {fresh !== null && (
        <ins className={styles.fresh}>
          <span className="visually-hidden">{t('versions.diff.after')}: </span>
          {fresh === '' ? t('versions.diff.emptyText') : fresh}
        </ins>
      )}
    </span>
  );
}

/** A text as it is, anything else as JSON; null where there is nothing. */
function textOf(value: Json | undefined): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function isInline(text: string | null): boolean {
  return text === null || (text.length <= INLINE_CHARS && !text.includes('\n'));
}

const SIGNS = { same: ' ', removed: '−', added: '+' } as const;

function LineDiff({ before, after }: { before: string | null; after: string | null }) {
  const t = useT();
  const [isWhole, setWhole] = useState(false);
  const rows = useMemo(() => rowsOf(before, after), [before, after]);
  const shown = isWhole ? rows : rows.slice(0, SHOWN_ROWS);
  return (
    <div className={styles.lines}>
      {shown.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place, and hold still
        <Row key={at} row={row} />
      ))}
      {shown.length < rows.length && (
        <Button size="small" variant="ghost" onClick={() => setWhole(true)}>
          {t('versions.diff.moreLines', { count: rows.length - shown.length })}
        </Button>
      )}
    </div>
  );
}

/** A side that is absent has no lines at all, not one empty line. */
function rowsOf(before: string | null, after: string | null): LineRow[] {
  if (before !== null && after !== null) return lineRows(before, after);
  const kind = before === null ? 'added' : 'removed';
  return (before ?? after ?? '').split('\n').map((text) => ({ kind, text }));
}

function Row({ row }: { row: LineRow }) {
  const t = useT();
  if (row.kind === 'fold') return <div className={styles.fold}>{t('versions.diff.fold', { count: row.count })}</div>;
  const sign = (
    <span className={styles.sign} aria-hidden="true">
      {SIGNS[row.kind]}
    </span>
  );
  if (row.kind === 'same') {
    return (
      <div className={styles.line}>
        {sign}
        <span className={styles.text}>{row.text}</span>
      </div>
    );
  }
  const Edit = row.kind === 'added' ? 'ins' : 'del';
  return (
    <div className={cx(styles.line, styles[row.kind])}>
      {sign}
      <Edit className={styles.text}>
        <Marked text={row.text} mark={row.mark} />
      </Edit>
    </div>
  );
}

function Marked({ text, mark }: { text: string; mark: readonly [from: number, to: number] | undefined }) {
  if (!mark || mark[0] === mark[1]) return text;
  const [from, to] = mark;
  return (
    <>
      {text.slice(0, from)}
      <mark className={styles.mark}>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  );
}
