'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import type { CredentialView, SaveCredential } from '@/lib/contracts/settings';

/** Every credential, without its secret. */
export function useCredentials() {
  const api = useApi();
  return useQuery({ queryKey: ['credentials'], queryFn: ({ signal }) => api.call('listCredentials', { signal }) });
}

/** Saves a credential: a new one without `id`, else a change of that one. */
export function useSaveCredential(id: string | null) {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: SaveCredential) =>
      id === null ? api.call('createCredential', { body }) : api.call('updateCredential', { params: { id }, body }),
    onSuccess: refresh,
  });
}

/** Deletes a credential. */
export function useDeleteCredential() {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (credential: CredentialView) => api.call('deleteCredential', { params: { id: credential.id } }),
    onSuccess: refresh,
  });
}

/** Makes one tiny model call with a credential. */
export function useTestCredential(id: string) {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({ mutationFn: () => api.call('testCredential', { params: { id } }), onSettled: refresh });
}

function useRefresh(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all([queries.invalidateQueries({ queryKey: ['credentials'] }), queries.invalidateQueries({ queryKey: ['providers'] })]);
}
