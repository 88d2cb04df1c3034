'use client';

import { useMemo, useState } from 'react';
import { QueryError } from '@/components/api';
import { RunApprovals } from '@/components/approvals';
import { bodySizes, hasEnded, itemProgress, type RunView, useRunLive } from '@/components/run-live';
import { PageFrame } from '@/components/shell';
import { useT } from '@/components/ui/i18n-provider';
import { LinkButton } from '@/components/ui/link-button';
import { FlowAsItRan } from './flow-as-it-ran';
import { nodeNames, toDocument } from './node-names';
import { RunHeader, RunHeaderSkeleton } from './run-header';
import styles from './run-page.module.css';
import { RunPanel } from './run-panel';
import { RunTimeline } from './run-timeline';
import { TaskPanel } from './task-panel';
import { UncertainBanner } from './uncertain-banner';
import { useEffects } from './use-effects';

/** One run, live or finished: the drawing as it ran, the timeline, and what went in and out of each task. */
export function RunPage({ runId }: { runId: string }) {
  const t = useT();
  const { state, reload, refresh } = useRunLive(runId);
  if (state.status === 'failed') {
    return (
      <PageFrame title={t('run.title')}>
        <QueryError error={state.error} onRetry={reload}>
          <LinkButton href="/runs">{t('run.listTitle')}</LinkButton>
        </QueryError>
      </PageFrame>
    );
  }
  if (state.status === 'loading') {
    return (
      <div className={styles.page} aria-busy="true">
        <RunHeaderSkeleton />
        <div className={styles.stage}>
          <div className={styles.canvas} />
          <div className={styles.timeline} />
          <aside className={styles.panel} />
        </div>
      </div>
    );
  }
  return <LoadedRun view={state.view} onRefresh={refresh} />;
}

function LoadedRun({ view, onRefresh }: { view: RunView; onRefresh: () => Promise<void> }) {
  const t = useT();
  const [selected, setSelected] = useState<string | null>(null);
  const { run, tasks, tails } = view;
  const document = useMemo(() => toDocument(run.dsl), [run.dsl]);
  const names = useMemo(() => nodeNames(document, t), [document, t]);
  const sizes = useMemo(() => bodySizes(document), [document]);
  const progress = useMemo(() => itemProgress(tasks, sizes), [tasks, sizes]);
  const effects = useEffects(run);
  const task = selected === null ? undefined : tasks.get(selected);
  return (
    <div className={styles.page}>
      <RunHeader run={run} />
      <UncertainBanner runId={run.id} effects={effects.data?.items ?? []} onResolved={onRefresh} onSelect={setSelected} />
      <RunApprovals runId={run.id} isWaiting={[...tasks.values()].some(({ waitsFor }) => waitsFor === 'person')} />
      <div className={styles.stage}>
        <section className={styles.canvas} aria-label={t('run.canvas')}>
          <FlowAsItRan document={document} tasks={tasks} tails={tails} selectedPath={selected} onSelect={setSelected} />
        </section>
        <section className={styles.timeline} aria-label={t('run.timeline.title')}>
          <RunTimeline
            document={document}
            run={run}
            tasks={tasks}
            progress={progress}
            names={names}
            selectedPath={selected}
            onSelect={setSelected}
          />
        </section>
        <aside className={styles.panel} aria-label={task ? t('run.panel.title') : t('run.title')}>
          {selected !== null && task ? (
            <TaskPanel
              key={selected}
              run={run}
              task={task}
              name={names.get(task.nodeId) ?? task.nodeId}
              tail={tails.get(selected)}
              progress={progress.get(selected)}
              onClose={() => setSelected(null)}
            />
          ) : (
            <RunPanel run={run} effects={effects.data?.items ?? []} isRunning={!hasEnded(run)} onSelect={setSelected} />
          )}
        </aside>
      </div>
    </div>
  );
}
