'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useApi } from '@/components/api';
import { useRevisionDocument } from '@/components/document-diff';
import type { FlowDetail } from '@/lib/contracts/flows';
import type { FlowDocument } from '@/lib/dsl/document';
import { parseDocumentValue } from '@/lib/dsl/parse-document';
import type { Version } from './version-pair';

/** What others publish, and what an editor saves, shows up by itself. */
const REFRESH_MS = 5000;

/** The flow with its draft, under the key the editor knows it by. */
export function useFlow(flowId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['flow-facts', flowId],
    queryFn: ({ signal }) => api.call('getFlow', { params: { id: flowId }, signal }),
    // What an editor saved a moment ago must be seen.
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });
}

/** Revisions, newest first, page by page. */
export function useRevisions(flowId: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['revisions', flowId],
    queryFn: ({ pageParam, signal }) =>
      api.call('listRevisions', { params: { id: flowId }, query: { limit: 30, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });
}

/** Reads again what publishing, rolling back and restoring change. */
export function useRefreshVersions(flowId: string): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    const keys = [['flow-facts', flowId], ['revisions', flowId], ['flows']];
    await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
  }, [queries, flowId]);
}

/** A version's document; `error` where it cannot be read. */
export type LoadedVersion =
  | { status: 'loading' }
  | { status: 'failed'; error: unknown; retry: () => void }
  | { status: 'ready'; document: FlowDocument };

/** A version's document once it is there. */
export function documentOf(loaded: LoadedVersion): FlowDocument | null {
  return loaded.status === 'ready' ? loaded.document : null;
}

/** The document of one side of a comparison. */
export function useVersionDocument(flow: FlowDetail, version: Version): LoadedVersion {
  const revNo = typeof version === 'number' && version > 0 ? version : null;
  const revision = useRevisionDocument(flow.id, revNo);
  const { dsl, name } = flow;
  const own = useMemo(() => {
    const parsed = parseDocumentValue(version === 'draft' ? { ...dsl, name } : { dsl: 1, name, nodes: [] });
    return parsed.ok ? parsed.value : null;
  }, [version, dsl, name]);
  if (revNo === null) return own ? { status: 'ready', document: own } : { status: 'failed', error: null, retry: () => undefined };
  if (revision.isError) return { status: 'failed', error: revision.error, retry: () => void revision.refetch() };
  if (revision.isPending) return { status: 'loading' };
  if (revision.data === null) return { status: 'failed', error: null, retry: () => undefined };
  return { status: 'ready', document: revision.data };
}
