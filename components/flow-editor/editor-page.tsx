'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { QueryError, useApi } from '@/components/api';
import { PageFrame } from '@/components/shell';
import { ErrorState } from '@/components/ui/error-state';
import { useT } from '@/components/ui/i18n-provider';
import type { FlowDetail } from '@/lib/contracts/flows';
import type { FlowDocument } from '@/lib/dsl/document';
import { parseDocumentValue } from '@/lib/dsl/parse-document';
import { EditorProvider } from './editor-context';
import { EditorFrame } from './editor-frame';
import { EditorSkeleton } from './editor-skeleton';
import { useEditorTools } from './use-editor-tools';

/** Loads a flow once and opens the editor over its draft. Afterwards the editor's own store is the truth. */
export function EditorPage({ flowId }: { flowId: string }) {
  const t = useT();
  const api = useApi();
  const query = useQuery({
    queryKey: ['flow', flowId],
    queryFn: ({ signal }) => api.call('getFlow', { params: { id: flowId }, signal }),
    refetchOnWindowFocus: false,
    // A draft from the cache may be one this very editor wrote over since.
    gcTime: 0,
  });
  if (query.isError && !query.data) {
    return (
      <PageFrame title={t('editor.title')}>
        <QueryError error={query.error} onRetry={() => query.refetch()} />
      </PageFrame>
    );
  }
  if (!query.data) return <EditorSkeleton />;
  return <Readable flow={query.data} />;
}

function Readable({ flow }: { flow: FlowDetail }) {
  const t = useT();
  const { id, dsl, name } = flow;
  const parsed = useMemo(() => parseDocumentValue({ ...dsl, name }), [dsl, name]);
  if (parsed.ok) return <OpenEditor key={id} flow={flow} document={parsed.value} />;
  return (
    <PageFrame title={name}>
      <ErrorState title={t('editor.unreadable')} message={t('editor.unreadableText')} />
    </PageFrame>
  );
}

function OpenEditor({ flow, document }: { flow: FlowDetail; document: FlowDocument }) {
  const tools = useEditorTools(flow, document);
  return (
    <EditorProvider tools={tools}>
      <EditorFrame />
    </EditorProvider>
  );
}
