'use client';

import { useMemo } from 'react';
import { bodySizes, itemProgress } from '@/components/run-live';
import { TaskPanel } from '@/components/run-page/task-panel';
import { useT } from '@/components/ui/i18n-provider';
import styles from './bottom-panel.module.css';
import { useEditor, useRun, useTools } from './editor-context';
import { shownRun } from './run-state';
import { useSelectedPath } from './use-selected-path';

/** What went into the selected node in the run shown, and what came out. */
export function NodeTab() {
  const t = useT();
  const { ui } = useTools();
  const view = useRun(shownRun);
  const path = useSelectedPath();
  const document = useEditor((state) => state.document);
  const sizes = useMemo(() => bodySizes(document), [document]);
  const progress = useMemo(() => (view && path !== null ? itemProgress(view.tasks, sizes).get(path) : undefined), [view, sizes, path]);
  const task = path === null ? undefined : view?.tasks.get(path);
  if (!view) return <p className={styles.hint}>{t('editor.noRun')}</p>;
  if (path === null) return <p className={styles.hint}>{t('editor.nodeNone')}</p>;
  if (!task) return <p className={styles.hint}>{t('editor.nodeNotRun')}</p>;
  return (
    <TaskPanel
      key={path}
      run={view.run}
      task={task}
      name={nameOf(document.nodes, task.nodeId)}
      tail={view.tails.get(path)}
      progress={progress}
      onClose={() => ui.setState({ tab: 'timeline' })}
    />
  );
}

function nameOf(nodes: readonly { id: string; label?: string }[], nodeId: string): string {
  return nodes.find((node) => node.id === nodeId)?.label ?? nodeId;
}
