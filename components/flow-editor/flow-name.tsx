'use client';

import { useState } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { apply } from './edit-selection';
import { useEditor, useTools } from './editor-context';
import styles from './top-bar.module.css';

/** The flow's name, changed in place: Enter or leaving keeps it, Escape does not. */
export function FlowName() {
  const t = useT();
  const tools = useTools();
  const name = useEditor((state) => state.document.name);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const next = draft?.trim() ?? '';
    setDraft(null);
    if (next !== '' && next !== name) apply(tools, { kind: 'set_document_field', field: 'name', value: next });
  };
  return (
    <h1 style={{ display: 'contents' }}>
      <input
        className={styles.name}
        aria-label={t('editor.rename')}
        maxLength={128}
        value={draft ?? name}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setDraft(null);
        }}
      />
    </h1>
  );
}
