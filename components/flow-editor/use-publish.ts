'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { errorText, useApi } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import { isClientError } from '@/lib/client';
import type { Translate } from '@/lib/i18n';
import { isJsonObject } from '@/lib/std/json';
import { useTools } from './editor-context';
import { useCloseDialog } from './use-close-dialog';

/** Publishes the draft over the revision the person saw as live; what it throws is a sentence for that person. */
export function usePublish() {
  const t = useT();
  const api = useApi();
  const queries = useQueryClient();
  const { flowId, saver, store, tell } = useTools();
  const close = useCloseDialog();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['flow-facts', flowId] });
    void queries.invalidateQueries({ queryKey: ['revisions', flowId] });
    void queries.invalidateQueries({ queryKey: ['flows'] });
  };
  return useMutation({
    mutationFn: async ({ comment, baseRevision }: { comment: string; baseRevision: number | null }) => {
      if (!(await saver.flush())) throw new Error(t('editor.publishDialog.notSaved'));
      const baseVersion = store.getState().save.draftVersion;
      const body = { baseVersion, baseRevision, ...(comment === '' ? {} : { comment }) };
      try {
        return await api.call('publishFlow', { params: { id: flowId }, body });
      } catch (error) {
        if (isClientError(error) && error.reason === 'draft_conflict') store.setSave({ status: 'conflict' });
        throw new Error(publishErrorText(t, error), { cause: error });
      }
    },
    onSuccess: (revision) => {
      close();
      tell({ tone: 'ok', key: 'editor.publishDialog.done', params: { rev: revision.revNo } });
      refresh();
    },
    onError: refresh,
  });
}

function publishErrorText(t: Translate, error: unknown): string {
  if (!isClientError(error)) return errorText(t, error);
  if (error.reason === 'draft_conflict') return t('editor.publishDialog.draftMoved');
  if (error.reason !== 'live_conflict') return errorText(t, error);
  const liveRev = isJsonObject(error.data) ? error.data.liveRev : null;
  return t('editor.publishDialog.liveMoved', { rev: typeof liveRev === 'number' ? liveRev : 'none' });
}
