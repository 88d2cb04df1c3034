'use client';

import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { BottomPanel } from './bottom-panel';
import { CanvasPane } from './canvas-pane';
import { ConflictBanner } from './conflict-banner';
import { DslView } from './dsl-view';
import { useTools, useUi } from './editor-context';
import { EditorDialogs } from './editor-dialogs';
import styles from './editor-frame.module.css';
import type { UiState } from './editor-ui';
import { Inspector } from './inspector';
import { MobileBar } from './mobile-bar';
import { Palette } from './palette';
import { RunLink } from './run-link';
import { TopBar } from './top-bar';
import { useClipboard } from './use-clipboard';
import { useEditorShortcuts } from './use-editor-shortcuts';
import { useKeyboard } from './use-keyboard';
import { useLeaveGuard } from './use-leave-guard';
import { useValidation } from './use-validation';

/** The editor's parts in their places: bar, palette, canvas over panel, inspector; on phones the outer parts are sheets. */
export function EditorFrame() {
  const t = useT();
  useKeyboard();
  useEditorShortcuts();
  useClipboard();
  useLeaveGuard();
  useValidation();
  const isText = useUi((state) => state.view === 'dsl');
  return (
    <div className={styles.editor}>
      <TopBar />
      <Side name="palette" className={styles.palette} label={t('editor.palette')}>
        <Palette />
      </Side>
      <div className={styles.middle}>
        <ConflictBanner />
        <section className={styles.canvas} aria-label={t('editor.canvas')}>
          {isText ? <DslView /> : <CanvasPane />}
        </section>
        <BottomPanel />
      </div>
      <Side name="inspector" className={styles.inspector} label={t('editor.inspector')}>
        <Inspector />
      </Side>
      <MobileBar />
      <EditorDialogs />
      <RunLink />
    </div>
  );
}

function Side(props: { name: NonNullable<UiState['sheet']>; className: string | undefined; label: string; children: ReactNode }) {
  const t = useT();
  const { ui } = useTools();
  const isOpen = useUi((state) => state.sheet === props.name);
  return (
    <aside className={cx(props.className, isOpen && styles.isOpen)} aria-label={props.label}>
      <div className={styles.sheetHead}>
        <IconButton icon="x" size="small" label={t('editor.closeSheet')} onClick={() => ui.setState({ sheet: null })} />
      </div>
      {props.children}
    </aside>
  );
}
