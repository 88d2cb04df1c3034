'use client';

import { Fragment } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import { Kbd } from '@/components/ui/kbd';
import { keysText } from './key-press';
import { isMacKeyboard } from './keyboard-place';
import styles from './shortcut-sheet.module.css';

/** One line of the sheet. `shortcuts` are alternatives; `keys` stands in their place where a gesture is no shortcut. */
export interface ShortcutLine {
  label: string;
  shortcuts: readonly string[];
  keys?: string;
}

export interface ShortcutGroup {
  title: string;
  lines: readonly ShortcutLine[];
}

/** What the keyboard does on the screen that is shown. */
export function ShortcutSheet({ groups, onClose }: { groups: readonly ShortcutGroup[]; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open size="large" title={t('shortcuts.title')} description={t('shortcuts.text')} onClose={onClose}>
      {groups.map(({ title, lines }) => (
        <section key={title} className={styles.group} aria-label={title}>
          <h3 className={styles.heading}>{title}</h3>
          <dl className={styles.lines}>
            {lines.map((line) => (
              <div key={line.label}>
                <dt>{line.label}</dt>
                <dd>{line.keys === undefined ? <Shortcuts of={line.shortcuts} /> : <Kbd>{line.keys}</Kbd>}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

function Shortcuts({ of }: { of: readonly string[] }) {
  const t = useT();
  const isMac = isMacKeyboard();
  return of.map((shortcut, at) => (
    <Fragment key={shortcut}>
      {at > 0 && <span className={styles.or}>{t('shortcuts.or')}</span>}
      {shortcut.split(' ').map((press, place) => (
        <Fragment key={press}>
          {place > 0 && <span className={styles.or}>{t('shortcuts.next')}</span>}
          <Kbd>{keysText(press, isMac)}</Kbd>
        </Fragment>
      ))}
    </Fragment>
  ));
}
