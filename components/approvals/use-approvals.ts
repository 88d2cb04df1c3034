'use client';

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import type { ApprovalView, DecideApproval } from '@/lib/contracts/approvals';

/** New approvals show up by themselves while somebody looks. */
const REFRESH_MS = 5000;

/** Open approvals, page by page: those the person may decide, or everybody's. */
export function useApprovals(mine: boolean) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['approvals', 'list', mine],
    queryFn: ({ pageParam, signal }) =>
      api.call('listApprovals', { query: { limit: 50, mine: mine ? 'true' : 'false', ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** Open approvals of one run, asked for only while it waits for a person. */
export function useRunApprovals(runId: string, isWaiting: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['approvals', 'run', runId],
    queryFn: ({ signal }) => api.call('listApprovals', { query: { limit: 50, mine: 'false', runId }, signal }),
    enabled: isWaiting,
    refetchInterval: REFRESH_MS,
  });
}

/** Approves or rejects; every list and the count are read again, also when somebody else was faster. */
export function useDecide({ runId, path }: Pick<ApprovalView, 'runId' | 'path'>) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Omit<DecideApproval, 'path'>) => api.call('decideApproval', { params: { runId }, body: { path, ...body } }),
    // Not waited for: whoever decided need not see a slow list as a slow decision.
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['approvals'] });
    },
  });
}
