'use client';

import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { LinkButton } from '@/components/ui/link-button';
import { Tooltip } from '@/components/ui/tooltip';
import { ActionButton } from './action-button';
import { useEditor, useTools, useUi } from './editor-context';
import frame from './editor-frame.module.css';
import { FlowMenu } from './flow-menu';
import { FlowName } from './flow-name';
import { PublishButton } from './publish-button';
import { RunButton } from './run-button';
import { RunFigures } from './run-figures';
import { LiveChip, ProblemsChip, SaveChip } from './state-chips';
import styles from './top-bar.module.css';

/** Where the flow stands, and what can be done with it as a whole. */
export function TopBar() {
  const t = useT();
  const { flowId } = useTools();
  const isText = useUi((state) => state.view === 'dsl');
  // The buttons ask the store when they are drawn: they are drawn again when there is something else to undo.
  useEditor((state) => state.history);
  return (
    <header className={frame.top}>
      <LinkButton href="/flows" variant="ghost" size="small" aria-label={t('editor.toFlows')}>
        <Icon name="arrow-left" />
      </LinkButton>
      <FlowName />
      <div className={styles.chips}>
        <SaveChip />
        <LiveChip flowId={flowId} />
        <ProblemsChip />
      </div>
      <div className={styles.actions}>
        <RunFigures />
        <span className={styles.history}>
          <ActionButton id="undo" />
          <ActionButton id="redo" />
          <Tooltip text={t('editor.versions')}>
            <LinkButton href={`/flows/${flowId}/versions`} variant="ghost" size="small" aria-label={t('editor.versions')}>
              <Icon name="history" />
            </LinkButton>
          </Tooltip>
          <ActionButton id="dsl" pressed={isText} />
          <ActionButton id="shortcuts" />
        </span>
        <FlowMenu />
        <RunButton />
        <PublishButton />
      </div>
    </header>
  );
}
