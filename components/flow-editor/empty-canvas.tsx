'use client';

import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { useT } from '@/components/ui/i18n-provider';
import styles from './canvas-pane.module.css';
import { addNode } from './edit-selection';
import { useTools } from './editor-context';
import { typeTitle } from './node-types';

/** A canvas with nothing on it says what to do first. */
export function EmptyCanvas({ isBody }: { isBody: boolean }) {
  const t = useT();
  const tools = useTools();
  const [first] = tools.catalog.list();
  return (
    <div className={styles.empty}>
      <div>
        <EmptyState
          icon="workflow"
          title={t(isBody ? 'editor.empty.bodyTitle' : 'editor.empty.title')}
          text={t(isBody ? 'editor.empty.bodyText' : 'editor.empty.text')}
        >
          {first && (
            <Button variant="primary" icon="plus" onClick={() => addNode(tools, first.type, { x: 0, y: 0 })}>
              {t('editor.addType', { title: typeTitle(t, first) })}
            </Button>
          )}
          <Button icon="search" onClick={() => tools.ui.setState({ dialog: 'search', addAt: { x: 0, y: 0 } })}>
            {t('editor.empty.addOther')}
          </Button>
        </EmptyState>
      </div>
    </div>
  );
}
