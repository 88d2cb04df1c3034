'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';

/** Model providers and whether they are configured. */
export function useProviders() {
  const api = useApi();
  return useQuery({ queryKey: ['providers'], queryFn: ({ signal }) => api.call('listProviders', { signal }), staleTime: 60_000 });
}

/** Credentials, without their secrets. Who may not use them sees none. */
export function useCredentialChoices() {
  const api = useApi();
  return useQuery({ queryKey: ['credentials'], queryFn: ({ signal }) => api.call('listCredentials', { signal }), staleTime: 60_000 });
}

/** What the flow list knows of the flow: live revision, triggers and their addresses. */
export function useFlowFacts(flowId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['flow-facts', flowId],
    queryFn: ({ signal }) => api.call('getFlow', { params: { id: flowId }, signal }),
    refetchOnWindowFocus: true,
  });
}
