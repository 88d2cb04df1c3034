'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import type { RunSummary } from '@/lib/contracts/runs';

const REFRESH_MS = 5000;

/** Runs, newest first, page by page; read again every 5 s while somebody looks. */
export function useRuns({ flowId, status }: { flowId: string | null; status: RunSummary['status'] | null }) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['runs', flowId, status],
    queryFn: ({ pageParam, signal }) =>
      api.call('listRuns', {
        query: { limit: 50, ...(flowId && { flow: flowId }), ...(status && { status }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** The flows to choose from in the filter. */
export function useFlowNames() {
  const api = useApi();
  return useQuery({ queryKey: ['flows', 'names'], queryFn: ({ signal }) => api.call('listFlows', { query: { limit: 200 }, signal }) });
}
