'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';

/** What importing this text would do, as a new flow or over the flow named. Asking changes nothing. */
export function usePreview(text: string, flowId: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['import-preview', text, flowId ?? null],
    queryFn: ({ signal }) => api.call('previewImport', { body: { text, ...(flowId !== undefined && { flowId }) }, signal }),
    placeholderData: keepPreviousData,
    // The workspace may have changed by the next look, and the text may be large.
    gcTime: 0,
  });
}
