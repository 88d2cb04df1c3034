'use client';

import { useState } from 'react';
import { PALETTE_DATA } from '@/components/canvas/canvas-props';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { TextInput } from '@/components/ui/text-input';
import type { NodeTypeDescription } from '@/lib/dsl/catalog';
import { addNode } from './edit-selection';
import { useTools } from './editor-context';
import { groupTypes, typeDescription, typeTitle } from './node-types';
import styles from './palette.module.css';

/** The node types by group: drag one onto the canvas, or press it to add it beside the selection. */
export function Palette() {
  const t = useT();
  const tools = useTools();
  const [search, setSearch] = useState('');
  const groups = groupTypes(t, tools.catalog.list(), search);
  const [first] = groups;
  return (
    <div className={styles.palette}>
      <TextInput
        type="search"
        icon="search"
        aria-label={t('editor.findNode')}
        placeholder={t('editor.findNode')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          const type = first?.types[0]?.type;
          if (event.key === 'Enter' && type && search !== '') addNode(tools, type);
        }}
      />
      {groups.length === 0 && <p className={styles.none}>{t('editor.noNodeType', { search })}</p>}
      {groups.map(({ category, types }) => (
        <section key={category} aria-label={t(`nodes.category.${category}`)}>
          <h2 className={styles.heading}>{t(`nodes.category.${category}`)}</h2>
          <ul>
            {types.map((description) => (
              <li key={description.type}>
                <PaletteEntry description={description} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function PaletteEntry({ description }: { description: NodeTypeDescription }) {
  const t = useT();
  const tools = useTools();
  const title = typeTitle(t, description);
  return (
    <button
      type="button"
      draggable
      className={styles.entry}
      title={typeDescription(t, description)}
      onDragStart={(event) => {
        event.dataTransfer.setData(PALETTE_DATA, description.type);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      onClick={() => {
        addNode(tools, description.type);
        tools.ui.setState({ sheet: null });
      }}
    >
      <TypeTile description={description} />
      {title}
    </button>
  );
}

/** The coloured tile with a type's icon. */
export function TypeTile({ description }: { description: NodeTypeDescription }) {
  return (
    <span className={styles.tile} data-tint={description.tint}>
      <Icon name={description.icon} size={14} />
    </span>
  );
}
