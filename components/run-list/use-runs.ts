'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import type { RunFilterTexts } from '@/lib/contracts/run-filter';
import { toQuery, toSearch } from './filter-address';

/** Runs on one page. */
export const PAGE_SIZE = 50;

const REFRESH_MS = 5000;
const RECOUNT_MS = 15_000;

/** A page of the runs that match, newest first; read again every 5 s while somebody looks. */
export function useRuns(texts: RunFilterTexts, cursor: string | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['runs', 'page', toSearch(texts), cursor],
    queryFn: ({ signal }) =>
      api.call('listRuns', { query: { ...toQuery(texts), limit: PAGE_SIZE, ...(cursor !== null && { cursor }) }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** How many runs match, and how many of those can be cancelled. */
export function useRunCount(texts: RunFilterTexts) {
  const api = useApi();
  return useQuery({
    queryKey: ['runs', 'count', toSearch(texts)],
    queryFn: ({ signal }) => api.call('countRuns', { query: toQuery(texts), signal }),
    refetchInterval: RECOUNT_MS,
  });
}

/** The flows to choose from in the filter. */
export function useFlowNames() {
  const api = useApi();
  return useQuery({ queryKey: ['flows', 'names'], queryFn: ({ signal }) => api.call('listFlows', { query: { limit: 200 }, signal }) });
}
