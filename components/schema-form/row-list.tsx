'use client';

import { type ReactNode, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import styles from './row-list.module.css';

/** Rows that can be added, moved and taken away, each by keyboard too. The focus goes to a row that was added. */
export function RowList<Row>({
  label,
  rows,
  nameOf,
  addLabel,
  onAdd,
  onRemove,
  onMove,
  children,
}: {
  label: string;
  rows: readonly Row[];
  /** What a row is called by the buttons beside it. */
  nameOf: (row: Row, at: number) => string;
  addLabel: string;
  onAdd: () => void;
  onRemove: (at: number) => void;
  /** Absent: the order means nothing. */
  onMove?: (at: number, to: number) => void;
  children: (row: Row, at: number) => ReactNode;
}) {
  const t = useT();
  const list = useRef<HTMLUListElement>(null);
  const add = () => {
    onAdd();
    requestAnimationFrame(() => list.current?.lastElementChild?.querySelector<HTMLElement>('input, textarea')?.focus());
  };
  return (
    <div className={styles.list}>
      <ul ref={list} aria-label={label} className={styles.rows}>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place; its fields hold drafts by value
          <li key={at} className={styles.row}>
            <div className={styles.cells}>{children(row, at)}</div>
            <div className={styles.buttons}>
              {onMove && at > 0 && (
                <IconButton
                  icon="chevron-up"
                  size="small"
                  label={t('form.moveUp', { name: nameOf(row, at) })}
                  tooltip={false}
                  onClick={() => onMove(at, at - 1)}
                />
              )}
              <IconButton
                icon="trash-2"
                size="small"
                label={t('form.remove', { name: nameOf(row, at) })}
                tooltip={false}
                onClick={() => onRemove(at)}
              />
            </div>
          </li>
        ))}
      </ul>
      <Button size="small" variant="ghost" icon="plus" onClick={add} className={styles.add}>
        {addLabel}
      </Button>
    </div>
  );
}

/** A list with one entry moved to another place. */
export function moved<T>(list: readonly T[], at: number, to: number): T[] {
  const rest = list.toSpliced(at, 1);
  // The entry was in the list at `at`.
  return rest.toSpliced(to, 0, ...list.slice(at, at + 1));
}
