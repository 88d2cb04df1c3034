'use client';

import { memo, useState } from 'react';
import { formatBytes } from '@/lib/i18n';
import { isJsonObject, type Json } from '@/lib/std/json';
import { CopyButton } from './copy-button';
import { cx } from './cx';
import { useT } from './i18n-provider';
import { Icon } from './icon';
import styles from './json-view.module.css';

/** Children rendered at once; the rest come on request, so that a list of 10,000 opens at once. */
const CHUNK = 100;

/** Texts longer than this are cut until asked for. */
const TEXT_SHOWN = 600;

/** Levels that start open, and how many members one below the first may have for that. */
const OPEN_DEPTH = 2;
const OPEN_MEMBERS = 12;

/** Characters of what is inside, shown on a closed line. */
const GLANCE_CHARS = 64;

/**
 * A JSON value as a tree that opens level by level and renders only what is open. Everything is text: markup in a value stays
 * markup. A bare text is shown as text.
 */
export const JsonView = memo(function JsonView({ value, label }: { value: Json; label: string }) {
  if (typeof value === 'string') {
    return (
      <div className={styles.root}>
        <CopyCorner value={value} />
        <LongText text={value} className={styles.bare} />
      </div>
    );
  }
  return (
    <div className={styles.root}>
      <CopyCorner value={value} />
      <ul className={styles.tree} aria-label={label}>
        <JsonEntry name={null} value={value} depth={0} />
      </ul>
    </div>
  );
});

function CopyCorner({ value }: { value: Json }) {
  return (
    <div className={styles.corner}>
      <CopyButton text={() => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))} />
    </div>
  );
}

function JsonEntry({ name, value, depth }: { name: string | null; value: Json; depth: number }) {
  const t = useT();
  const members = membersOf(value);
  const [isOpen, setOpen] = useState(depth === 0 || (depth < OPEN_DEPTH && (members?.length ?? 0) <= OPEN_MEMBERS));
  if (!members || members.length === 0) {
    return (
      <li className={styles.leaf}>
        {name !== null && <span className={styles.key}>{name}</span>}
        <Scalar value={value} />
      </li>
    );
  }
  const count = t(Array.isArray(value) ? 'common.json.items' : 'common.json.keys', { count: members.length });
  return (
    <li>
      <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="chevron-right" size={12} className={cx(styles.chevron, isOpen && styles.open)} />
        {name !== null && <span className={styles.key}>{name}</span>}
        <span className={styles.count}>{count}</span>
        {!isOpen && <span className={styles.glance}>{glance(members)}</span>}
      </button>
      {isOpen && <JsonMembers members={members} depth={depth} />}
    </li>
  );
}

function JsonMembers({ members, depth }: { members: readonly [string, Json][]; depth: number }) {
  const t = useT();
  const [shown, setShown] = useState(CHUNK);
  return (
    <ul className={styles.children}>
      {members.slice(0, shown).map(([key, member]) => (
        <JsonEntry key={key} name={key} value={member} depth={depth + 1} />
      ))}
      {members.length > shown && (
        <li>
          <button type="button" className={styles.more} onClick={() => setShown(shown + CHUNK * 5)}>
            {t('common.json.more', { count: Math.min(CHUNK * 5, members.length - shown) })}
          </button>
        </li>
      )}
    </ul>
  );
}

function Scalar({ value }: { value: Json }) {
  const t = useT();
  if (typeof value === 'string') return <LongText text={value} className={styles.string} isQuoted />;
  if (typeof value === 'number') return <span className={styles.number}>{String(value)}</span>;
  if (value === null || typeof value === 'boolean') return <span className={styles.word}>{String(value)}</span>;
  return <span className={styles.count}>{`${Array.isArray(value) ? '[]' : '{}'} ${t('common.json.empty')}`}</span>;
}

function LongText({ text, className, isQuoted = false }: { text: string; className: string | undefined; isQuoted?: boolean }) {
  const t = useT();
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && text.length > TEXT_SHOWN;
  const shown = isCut ? `${text.slice(0, TEXT_SHOWN)}…` : text;
  return (
    <span className={className}>
      {isQuoted ? `"${shown}"` : shown}
      {isCut && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          {t('common.json.longText', { size: formatBytes(text.length, t.locale) })}
        </button>
      )}
    </span>
  );
}

/** The first plain values inside, on one line. */
function glance(members: readonly [string, Json][]): string {
  const plain = members
    .slice(0, 6)
    .flatMap(([key, member]) => (member !== null && typeof member === 'object' ? [] : `${key}: ${String(member).slice(0, GLANCE_CHARS)}`));
  const text = plain.join(', ').replace(/\s+/g, ' ');
  return text.length > GLANCE_CHARS ? `${text.slice(0, GLANCE_CHARS)}…` : text;
}

function membersOf(value: Json): [string, Json][] | null {
  if (Array.isArray(value)) return value.map((member, index) => [String(index), member]);
  return isJsonObject(value) ? Object.entries(value) : null;
}
