'use client';

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import type { CreateFlow, FlowSummary } from '@/lib/contracts/flows';

/** Runs show up by themselves while somebody looks. */
const REFRESH_MS = 15_000;

/** The flows whose name matches, page by page. */
export function useFlows(search: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['flows', search],
    queryFn: ({ pageParam, signal }) =>
      api.call('listFlows', { query: { limit: 50, search: search || undefined, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

/** The shipped templates; they do not change while the server runs. */
export function useTemplates(isWanted: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['templates'],
    queryFn: ({ signal }) => api.call('listTemplates', { signal }),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Creates a flow from a document, a text, or nothing. */
export function useCreateFlow() {
  const api = useApi();
  const refresh = useRefreshFlows();
  return useMutation({ mutationFn: (body: CreateFlowInput) => api.call('createFlow', { body }), onSuccess: refresh });
}

type CreateFlowInput = Pick<CreateFlow, 'name'> & Partial<CreateFlow>;

/** Creates a flow from a template. */
export function useCreateFromTemplate() {
  const api = useApi();
  const refresh = useRefreshFlows();
  return useMutation({ mutationFn: (template: string) => api.call('createFromTemplate', { body: { template } }), onSuccess: refresh });
}

/** Deletes a flow. */
export function useDeleteFlow() {
  const api = useApi();
  const refresh = useRefreshFlows();
  return useMutation({ mutationFn: (flow: FlowSummary) => api.call('deleteFlow', { params: { id: flow.id } }), onSuccess: refresh });
}

function useRefreshFlows(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['flows'] });
}
