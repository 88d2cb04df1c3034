'use client';

import { useMutation } from '@tanstack/react-query';
import { errorText, useApi } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import { isClientError } from '@/lib/client';
import { isJsonObject } from '@/lib/std/json';
import { useRefreshVersions } from './use-versions';

interface RollBack {
  revision: number;
  /** What the person saw as live. */
  baseRevision: number;
}

/** Sends all traffic to a revision, unless something else went live meanwhile; what it throws is a sentence. Done, it can be taken back. */
export function useRollBack(flowId: string, onDone: () => void) {
  const t = useT();
  const api = useApi();
  const toast = useToast();
  const refresh = useRefreshVersions(flowId);
  const send = (body: RollBack) => api.call('rollBackFlow', { params: { id: flowId }, body });
  const takeBack = ({ revision, baseRevision }: RollBack) =>
    send({ revision: baseRevision, baseRevision: revision })
      .then(() => toast({ tone: 'ok', text: t('versions.rolledBack', { rev: baseRevision }) }))
      .catch((error: unknown) => toast({ tone: 'bad', text: textOf(error) }))
      .finally(refresh);
  const textOf = (error: unknown): string => {
    if (!isClientError(error) || error.reason !== 'live_conflict') return errorText(t, error);
    const liveRev = isJsonObject(error.data) ? error.data.liveRev : null;
    return t('versions.liveMoved', { rev: typeof liveRev === 'number' ? liveRev : 'none' });
  };
  return useMutation({
    mutationFn: async (body: RollBack) => {
      try {
        return await send(body);
      } catch (error) {
        throw new Error(textOf(error), { cause: error });
      }
    },
    onSuccess: (_, body) => {
      onDone();
      const action = { label: t('versions.takeBack'), onSelect: () => void takeBack(body) };
      toast({ tone: 'ok', text: t('versions.rolledBack', { rev: body.revision }), action });
    },
    onSettled: () => void refresh(),
  });
}
