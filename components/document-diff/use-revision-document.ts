'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import { parseDocumentValue } from '@/lib/dsl/parse-document';

/** A revision's document, read once: a revision never changes. Null waits; data is null for a document this build cannot read. */
export function useRevisionDocument(flowId: string, revNo: number | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['revision-document', flowId, revNo],
    queryFn: async ({ signal }) => {
      const revision = await api.call('getRevision', { params: { id: flowId, revNo: revNo ?? 0 }, signal });
      const parsed = parseDocumentValue(revision.dsl);
      return parsed.ok ? parsed.value : null;
    },
    enabled: revNo !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
