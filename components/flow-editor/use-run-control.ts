'use client';

import { useCallback } from 'react';
import { errorText, useApi } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';
import { useTools } from './editor-context';
import { rememberInputs } from './last-inputs';

/** Saves the draft and runs it with these inputs; the run is then shown. Answers whether it began. */
export function useStartRun(): (inputs: JsonObject) => Promise<boolean> {
  const api = useApi();
  const t = useT();
  const toast = useToast();
  const tools = useTools();
  return useCallback(
    async (inputs) => {
      const { run, saver, ui, flowId } = tools;
      run.setState({ starting: true });
      try {
        if (!(await saver.flush())) {
          tools.tell({ tone: 'bad', key: 'editor.runForm.notSaved' });
          return false;
        }
        const body = { flowId, inputs, revision: 'draft', triggerType: 'manual' } as const;
        const { runId } = await api.call('triggerRun', { body, headers: { 'Idempotency-Key': newId() } });
        rememberInputs(flowId, inputs);
        showRun(tools, runId);
        ui.setState({ dialog: null, sheet: null, panelOpen: true, tab: 'timeline' });
        return true;
      } catch (error) {
        toast({ tone: 'bad', text: errorText(t, error) });
        return false;
      } finally {
        run.setState({ starting: false });
      }
    },
    [api, t, toast, tools],
  );
}

/** Cancels the run that is shown. */
export function useStopRun(): () => void {
  const api = useApi();
  const t = useT();
  const toast = useToast();
  const { run, tell } = useTools();
  return useCallback(() => {
    const { runId } = run.getState();
    if (runId === null) return;
    run.setState({ stopping: true });
    api.call('cancelRun', { params: { runId } }).then(
      () => tell({ tone: 'neutral', key: 'editor.cancelled' }),
      (error: unknown) => {
        run.setState({ stopping: false });
        toast({ tone: 'bad', text: errorText(t, error) });
      },
    );
  }, [api, run, t, tell, toast]);
}

/** Shows a run beside the draft, or with null none; the address keeps it for a reload. */
export function showRun({ run }: Pick<ReturnType<typeof useTools>, 'run'>, runId: string | null): void {
  run.setState({ runId, stopping: false, follow: runId === null ? null : { status: 'loading' } });
  const url = new URL(location.href);
  if (runId === null) url.searchParams.delete('run');
  else url.searchParams.set('run', runId);
  history.replaceState(history.state, '', url);
}
