'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorText, useApi } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import type { FlowDetail, RevisionView } from '@/lib/contracts/flows';
import { type KeptDraft, readKeptDraft, toKeptDraft, writeKeptDraft } from './kept-draft';
import { useRefreshVersions } from './use-versions';

/** A restore that waits for an answer, with the draft it would replace. */
interface Asked {
  revision: RevisionView;
  draft: FlowDetail;
}

/**
 * Puts another document in the place of the draft and keeps the draft it replaced, so that nothing is lost by it. The draft is read
 * anew first, and only the one that was read is replaced.
 */
export function useDraftExchange(flowId: string, revisions: readonly RevisionView[]) {
  const t = useT();
  const api = useApi();
  const queries = useQueryClient();
  const toast = useToast();
  const refresh = useRefreshVersions(flowId);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [kept, setKept] = useState<KeptDraft | null>(() => readKeptDraft(flowId));
  const keep = (draft: KeptDraft | null) => {
    writeKeptDraft(flowId, draft);
    setKept(draft);
  };
  /** Keeps a draft before it is replaced, and what was kept before it when it was not: a tab that is closed in between loses neither. */
  const keepWhile = async (draft: KeptDraft, replaceIt: () => Promise<unknown>) => {
    writeKeptDraft(flowId, draft);
    try {
      await replaceIt();
      setKept(draft);
    } catch (error) {
      keep(kept);
      throw error;
    }
  };
  const isInRevision = (draft: FlowDetail) => revisions.some(({ snapshotHash }) => snapshotHash === draft.draftHash);
  const readDraft = () =>
    queries.fetchQuery({
      queryKey: ['flow-facts', flowId],
      queryFn: ({ signal }) => api.call('getFlow', { params: { id: flowId }, signal }),
      staleTime: 0,
    });
  const after = {
    onError: (error: unknown) => toast({ tone: 'bad', text: errorText(t, error) }),
    onSettled: () => {
      setAsked(null);
      return refresh();
    },
  };

  const replace = useMutation({
    mutationFn: async ({ revision: { revNo }, draft }: Asked) => {
      // A draft that is in a revision already does not push out one that is nowhere else.
      const next = kept && isInRevision(draft) ? { ...kept, revNo } : toKeptDraft(draft, revNo);
      await keepWhile(next, () =>
        api.call('restoreRevision', { params: { id: flowId, revNo }, body: { baseVersion: draft.draftVersion } }),
      );
    },
    ...after,
  });
  const begin = useMutation({
    mutationFn: async (revision: RevisionView) => {
      const draft = await readDraft();
      if (draft.draftHash === revision.snapshotHash) toast({ text: t('versions.isDraftAlready', { rev: revision.revNo }) });
      else if (isInRevision(draft)) replace.mutate({ revision, draft });
      else setAsked({ revision, draft });
    },
    onError: after.onError,
  });
  const exchange = useMutation({
    mutationFn: async ({ name, dsl, sourceText, sourceFormat }: KeptDraft) => {
      const draft = await readDraft();
      const content = sourceText === null ? { dsl } : { source: { format: sourceFormat, text: sourceText } };
      const body = { ...content, name, baseVersion: draft.draftVersion, allowIssues: true };
      await keepWhile(toKeptDraft(draft, null), () => api.call('updateFlow', { params: { id: flowId }, body }));
    },
    ...after,
  });

  return {
    asked,
    kept,
    isBusy: replace.isPending || exchange.isPending,
    restore: begin.mutate,
    confirm: () => asked && replace.mutate(asked),
    dismiss: () => setAsked(null),
    putBack: () => kept && exchange.mutate(kept),
    forgetKept: () => keep(null),
  };
}
