'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import type { PriceView, SavePrice } from '@/lib/contracts/prices';

/** The workspace's own prices and the shipped ones. */
export function usePrices() {
  const api = useApi();
  return useQuery({ queryKey: ['prices'], queryFn: ({ signal }) => api.call('listPrices', { signal }) });
}

/** Saves a price: a new one without `id`, else a change of that one. */
export function useSavePrice() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: SavePrice }) =>
      id === null ? api.call('createPrice', { body }) : api.call('updatePrice', { params: { id }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['prices'] }),
  });
}

/** Deletes a price of the workspace's own. */
export function useDeletePrice() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (price: PriceView) => api.call('deletePrice', { params: { id: price.id ?? '' } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['prices'] }),
  });
}
