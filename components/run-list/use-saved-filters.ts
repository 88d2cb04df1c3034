'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import type { RunFilterTexts } from '@/lib/contracts/run-filter';

const KEY = ['saved-filters'];

/** One's own saved filters, by name. */
export function useSavedFilters() {
  const api = useApi();
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => api.call('listSavedFilters', { signal }) });
}

/** Saves the filters under a name. */
export function useSaveFilter() {
  const api = useApi();
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: (body: { name: string; query: RunFilterTexts }) => api.call('createSavedFilter', { body }),
    onSuccess,
  });
}

/** Gives a saved filter another name. */
export function useRenameFilter() {
  const api = useApi();
  const onSuccess = useRefresh();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) => api.call('updateSavedFilter', { params: { id }, body: { name } }),
    onSuccess,
  });
}

/** Deletes a saved filter. */
export function useDeleteFilter() {
  const api = useApi();
  const onSuccess = useRefresh();
  return useMutation({ mutationFn: (id: string) => api.call('deleteSavedFilter', { params: { id } }), onSuccess });
}

function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: KEY });
}
