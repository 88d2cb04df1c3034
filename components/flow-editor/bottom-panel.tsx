'use client';

import { Chip } from '@/components/ui/chip';
import { cx } from '@/components/ui/cx';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { StatusChip } from '@/components/ui/status-chip';
import { Tabs } from '@/components/ui/tabs';
import styles from './bottom-panel.module.css';
import { useIssues, useRun, useTools, useUi } from './editor-context';
import { type PanelTab, showTab } from './editor-ui';
import { NodeTab } from './node-tab';
import { OutputTab } from './output-tab';
import { PanelResizer } from './panel-resizer';
import { ProblemsTab } from './problems-tab';
import { shownRun } from './run-state';
import { TimelineTab } from './timeline-tab';
import { showRun } from './use-run-control';

const TABS: Record<PanelTab, () => React.ReactNode> = { timeline: TimelineTab, output: OutputTab, problems: ProblemsTab, node: NodeTab };

/** Beneath the canvas: the run over time, what it answered, what went through the selected node, and what is wrong with the draft. */
export function BottomPanel() {
  const t = useT();
  const { ui } = useTools();
  const tab = useUi((state) => state.tab);
  const isOpen = useUi((state) => state.panelOpen);
  const isSheet = useUi((state) => state.sheet === 'panel');
  const height = useUi((state) => state.panelHeightPx);
  const issueCount = useIssues((state) => state.issues.length);
  const Shown = TABS[tab];
  return (
    <section
      className={cx(styles.panel, isOpen && styles.open, isSheet && styles.sheet)}
      // A custom property is no member of the style type.
      style={{ '--panel-height': `${height}px` } as React.CSSProperties}
      aria-label={t('editor.panel')}
    >
      {isOpen && <PanelResizer />}
      <Tabs
        fill
        label={t('editor.panel')}
        value={tab}
        onChange={(id) => showTab(ui, isPanelTab(id) ? id : 'timeline')}
        tabs={[
          { id: 'timeline', label: t('editor.timeline') },
          { id: 'output', label: t('editor.output') },
          { id: 'node', label: t('editor.nodeTab') },
          { id: 'problems', label: t('editor.problemsList.title'), badge: issueCount || undefined },
        ]}
        actions={<PanelActions />}
      >
        {(isOpen || isSheet) && (
          <div className={styles.body}>
            <Shown />
          </div>
        )}
      </Tabs>
    </section>
  );
}

function isPanelTab(id: string): id is PanelTab {
  return Object.hasOwn(TABS, id);
}

function PanelActions() {
  const t = useT();
  const tools = useTools();
  const isOpen = useUi((state) => state.panelOpen);
  const run = useRun((state) => shownRun(state)?.run ?? null);
  return (
    <div className={styles.actions}>
      {run && (
        <>
          <StatusChip status={run.status} />
          <span className={styles.wide}>{run.revNo === null ? <Chip>{t('run.noRevision')}</Chip> : null}</span>
          <a className={styles.link} href={`/runs/${run.id}`}>
            {t('editor.openRun')}
          </a>
          <IconButton icon="x" size="small" label={t('editor.forgetRun')} onClick={() => showRun(tools, null)} />
        </>
      )}
      <IconButton
        icon={isOpen ? 'chevron-down' : 'chevron-up'}
        size="small"
        label={t(isOpen ? 'editor.collapsePanel' : 'editor.expandPanel')}
        aria-expanded={isOpen}
        onClick={() => tools.ui.setState({ panelOpen: !isOpen, sheet: null })}
      />
    </div>
  );
}
