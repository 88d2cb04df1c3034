'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import type { RunDetail } from '@/lib/contracts/runs';

/** The run's outside writes, read again whenever the run's standing changes. */
export function useEffects(run: RunDetail) {
  const api = useApi();
  return useQuery({
    queryKey: ['effects', run.id, run.status, run.waitingFor],
    queryFn: ({ signal }) => api.call('listEffects', { params: { runId: run.id }, signal }),
    placeholderData: keepPreviousData,
  });
}
