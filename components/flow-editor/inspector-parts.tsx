'use client';

import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import styles from './inspector.module.css';

/** A part of the settings that is folded away until it is wanted. */
export function Folded({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details className={styles.folded} open={isOpen || undefined}>
      <summary>
        <Icon name="chevron-right" size={14} />
        <h3>{title}</h3>
      </summary>
      <div className={styles.section}>{children}</div>
    </details>
  );
}

/** What is wrong with the node as a whole. */
export function OwnProblems({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
