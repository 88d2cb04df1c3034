'use client';

import { type KeyboardEvent, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import { TextInput } from '@/components/ui/text-input';
import { addNode } from './edit-selection';
import { useTools, useUi } from './editor-context';
import styles from './editor-dialogs.module.css';
import { findTypes, typeDescription, typeTitle } from './node-types';
import { TypeTile } from './palette';
import { useCloseDialog } from './use-close-dialog';

/** Finds a node type by a few letters: arrows choose, Enter adds it. */
export function NodeSearch() {
  const t = useT();
  const tools = useTools();
  const close = useCloseDialog();
  const at = useUi((state) => state.addAt);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = findTypes(t, tools.catalog.list(), search);
  const add = (type: string | undefined) => {
    if (type === undefined) return;
    close();
    addNode(tools, type, at ?? undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen((now) => (now + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      add(found[chosen]?.type);
    }
  };
  return (
    <Dialog open size="small" title={t('editor.actions.addNode')} onClose={close}>
      <TextInput
        data-autofocus
        icon="search"
        role="combobox"
        aria-expanded
        aria-controls="node-search-list"
        aria-activedescendant={found[chosen] ? `node-search-${found[chosen].type}` : undefined}
        aria-label={t('editor.findNode')}
        placeholder={t('editor.findNode')}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p className="mut">{t('editor.noNodeType', { search })}</p>}
      <div id="node-search-list" role="listbox" aria-label={t('editor.palette')} className={styles.types}>
        {found.map((description, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above it has the keyboard
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen option
          <div
            key={description.type}
            id={`node-search-${description.type}`}
            role="option"
            aria-selected={index === chosen}
            className={cx(styles.type, index === chosen && styles.chosen)}
            onClick={() => add(description.type)}
          >
            <TypeTile description={description} />
            <span className={styles.words}>
              <strong>{typeTitle(t, description)}</strong>
              <span>{typeDescription(t, description)}</span>
            </span>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
