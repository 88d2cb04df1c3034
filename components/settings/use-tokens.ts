'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import type { CreateToken, TokenView } from '@/lib/contracts/settings';

/** Every API token, without the token itself. */
export function useTokens() {
  const api = useApi();
  return useQuery({ queryKey: ['tokens'], queryFn: ({ signal }) => api.call('listTokens', { signal }) });
}

/** Makes a token; its text is in the answer and nowhere else. */
export function useCreateToken() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateToken) => api.call('createToken', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
    // The token must not outlive the dialog.
    gcTime: 0,
  });
}

/** Revokes a token. */
export function useRevokeToken() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (token: TokenView) => api.call('revokeToken', { params: { id: token.id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  });
}
