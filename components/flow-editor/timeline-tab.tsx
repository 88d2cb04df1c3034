'use client';

import { useMemo } from 'react';
import { errorText } from '@/components/api';
import { bodySizes, itemProgress } from '@/components/run-live';
import { nodeNames, toDocument } from '@/components/run-page/node-names';
import { RunTimeline } from '@/components/run-page/run-timeline';
import { useT } from '@/components/ui/i18n-provider';
import styles from './bottom-panel.module.css';
import { useRun, useTools } from './editor-context';
import { shownRun } from './run-state';
import { selectPath } from './select-path';
import { useSelectedPath } from './use-selected-path';

/** The run shown, over time. */
export function TimelineTab() {
  const t = useT();
  const tools = useTools();
  const view = useRun(shownRun);
  const follow = useRun((state) => state.follow);
  const dsl = view?.run.dsl;
  const document = useMemo(() => (dsl ? toDocument(dsl) : null), [dsl]);
  const names = useMemo(() => (document ? nodeNames(document, t) : new Map<string, string>()), [document, t]);
  const sizes = useMemo(() => (document ? bodySizes(document) : new Map<string, number>()), [document]);
  const progress = useMemo(() => (view ? itemProgress(view.tasks, sizes) : new Map()), [view, sizes]);
  const selected = useSelectedPath();
  if (follow?.status === 'failed') return <p className={styles.hint}>{t('editor.runLost', { reason: errorText(t, follow.error) })}</p>;
  if (!view || !document) return <p className={styles.hint}>{t(follow ? 'common.loading' : 'editor.noRun')}</p>;
  return (
    <RunTimeline
      document={document}
      run={view.run}
      tasks={view.tasks}
      progress={progress}
      names={names}
      selectedPath={selected}
      onSelect={(path) => selectPath(tools, path)}
    />
  );
}
