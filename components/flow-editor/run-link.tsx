'use client';

import { useEffect } from 'react';
import { bodySizes, hasEnded, itemProgress, useRunLive } from '@/components/run-live';
import { nodeIndex } from '@/lib/dsl/graph';
import { useEditor, useRun, useTools, useUi } from './editor-context';
import { scopePathOf } from './run-state';

/** Follows the run that is shown and hands what it tells to the canvas and the panel. Draws nothing. */
export function RunLink() {
  const runId = useRun((state) => state.runId);
  return runId === null ? <NoRun /> : <Follow key={runId} runId={runId} />;
}

function NoRun() {
  const { overlay } = useTools();
  useEffect(() => overlay.setState({ tasks: new Map(), tails: new Map(), progress: new Map(), running: false }), [overlay]);
  return null;
}

function Follow({ runId }: { runId: string }) {
  const { overlay, run, store, ui } = useTools();
  const { state } = useRunLive(runId);
  useEffect(() => {
    run.setState({ follow: state });
    if (state.status !== 'ready') return;
    const { tasks, tails } = state.view;
    const progress = itemProgress(tasks, bodySizes(store.getState().document));
    overlay.setState({ tasks, tails, progress, running: !hasEnded(state.view.run) });
  }, [overlay, run, state, store]);
  const status = state.status === 'ready' ? state.view.run.status : null;
  const isOver = state.status === 'ready' && hasEnded(state.view.run);
  useEffect(() => {
    if (isOver) run.setState({ stopping: false });
    // The answer is what a person waits for; whoever looks at something else keeps it.
    if (isOver && status === 'SUCCEEDED' && ui.getState().tab === 'timeline' && ui.getState().panelOpen) ui.setState({ tab: 'output' });
    if (isOver && status === 'FAILED') ui.setState({ tab: 'output', panelOpen: true });
  }, [isOver, run, status, ui]);
  useScopePath();
  return null;
}

/** Tells the canvas which item of an open body it shows. */
function useScopePath(): void {
  const { overlay } = useTools();
  const scope = useEditor((state) => state.scope);
  const document = useEditor((state) => state.document);
  const items = useUi((state) => state.items);
  useEffect(() => {
    const index = scope === null ? null : nodeIndex(document);
    overlay.setState({ scopePath: scopePathOf(scope, (id) => index?.get(id)?.scope ?? null, items) });
  }, [overlay, scope, document, items]);
}
