'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorText, useApi } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import type { Api } from '@/lib/client';
import type { RunFilterTexts } from '@/lib/contracts/run-filter';
import { type CancelledRuns, MOST_CANCELLED } from '@/lib/contracts/runs';
import { toQuery } from './filter-address';

type Target = { runIds: readonly string[] } | { texts: RunFilterTexts; asOf: string };

/** Cancels many runs, a hundred at a time; `done` counts them while it goes on. */
export function useBulkCancel() {
  const t = useT();
  const api = useApi();
  const toast = useToast();
  const queries = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  /** Whether all were asked: what was left can be asked again, nobody is asked twice. */
  const run = async (target: Target): Promise<boolean> => {
    const items: CancelledRuns['items'] = [];
    setDone(0);
    try {
      for await (const more of callsFor(api, target)) {
        items.push(...more);
        setDone(items.length);
      }
      const asked = items.filter(({ outcome }) => outcome === 'requested' || outcome === 'requested_before').length;
      const rest = items.length - asked;
      const parts = [t('runs.cancel.asked', { count: asked }), ...(rest > 0 ? [t('runs.cancel.ended', { count: rest })] : [])];
      toast({ tone: 'ok', text: parts.join(' ') });
      return true;
    } catch (error) {
      toast({ tone: 'bad', text: t('runs.cancel.broken', { done: items.length, why: errorText(t, error) }) });
      return false;
    } finally {
      setDone(null);
      void queries.invalidateQueries({ queryKey: ['runs'] });
    }
  };
  return { run, done };
}

async function* callsFor(api: Api, target: Target): AsyncGenerator<CancelledRuns['items']> {
  if ('runIds' in target) {
    for (let at = 0; at < target.runIds.length; at += MOST_CANCELLED) {
      yield (await api.call('cancelRuns', { body: { runIds: target.runIds.slice(at, at + MOST_CANCELLED) } })).items;
    }
    return;
  }
  let answer: CancelledRuns;
  do {
    answer = await api.call('cancelRuns', { body: { filter: toQuery(target.texts), asOf: target.asOf } });
    yield answer.items;
  } while (answer.remaining > 0 && answer.items.length > 0);
}
