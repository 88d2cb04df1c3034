'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { errorText, useApi } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import { isClientError } from '@/lib/client';
import type { ImportedFlow, ImportReport } from '@/lib/contracts/transfer';
import { detectFormat } from '@/lib/dsl/detect-format';
import { mapCredentials } from '@/lib/dsl/map-credentials';
import { parseDocument } from '@/lib/dsl/parse-document';
import { catalog } from '@/lib/nodes/catalog';
import type { OpenFlow } from './import-dialog';

interface ImportOrder {
  text: string;
  report: ImportReport;
  /** A name of its own for a new flow; null keeps the text's. */
  name: string | null;
  credentials: Record<string, string>;
}

/** Carries an import out: into the editor around the dialog, or through the server. */
export function useImport({
  openFlow,
  onDone,
  onConflict,
}: {
  openFlow: OpenFlow | undefined;
  onDone: () => void;
  onConflict: () => void;
}) {
  const t = useT();
  const [error, setError] = useState<string | null>(null);
  const server = useServerImport({
    onDone,
    onError: (thrown) => {
      setError(errorText(t, thrown));
      if (isClientError(thrown) && thrown.reason === 'draft_conflict') onConflict();
    },
  });
  const start = (order: ImportOrder) => {
    setError(null);
    const isHere = openFlow !== undefined && order.report.update?.flowId === openFlow.flowId;
    if (!isHere) return server.mutate(order);
    const parsed = parseDocument(order.text.replace(/^\uFEFF/, ''), detectFormat(order.text));
    if (!parsed.ok) return setError(t('errors.invalid_document'));
    openFlow.replace(mapCredentials(parsed.value.document, catalog, order.credentials));
    onDone();
  };
  return { start, error, isBusy: server.isPending };
}

function useServerImport({ onDone, onError }: { onDone: () => void; onError: (error: unknown) => void }) {
  const api = useApi();
  const t = useT();
  const router = useRouter();
  const toast = useToast();
  const queries = useQueryClient();
  const takeBack = useTakeBack();
  return useMutation({
    mutationFn: ({ text, report, name, credentials }: ImportOrder) => {
      const update = report.update && { flowId: report.update.flowId, baseVersion: report.update.draftVersion };
      const renamed = name !== null && update === null && name.trim() !== report.name ? { name: name.trim() } : null;
      return api.call('importFlow', { body: { text, credentials, ...update, ...renamed } });
    },
    onSuccess: async (imported) => {
      const { flow, replaced } = imported;
      const count = flow.errorCount + flow.warningCount;
      toast({
        tone: 'ok',
        text: t(replaced ? 'transfer.updated' : 'transfer.imported', { name: flow.name, count }),
        ...(replaced && { action: { label: t('transfer.undo'), onSelect: () => takeBack(imported) } }),
      });
      onDone();
      await queries.invalidateQueries({ queryKey: ['flows'] });
      if (!replaced) router.push(`/flows/${flow.id}`);
    },
    onError,
  });
}

/** Puts the replaced draft back, only over the version that the import made. */
function useTakeBack(): (imported: ImportedFlow) => void {
  const api = useApi();
  const t = useT();
  const toast = useToast();
  const queries = useQueryClient();
  return ({ flow, replaced }) => {
    if (!replaced) return;
    const body = { ...replaced, baseVersion: flow.draftVersion, allowIssues: true };
    api
      .call('updateFlow', { params: { id: flow.id }, body })
      .then(() => {
        toast({ tone: 'ok', text: t('transfer.undone', { name: replaced.name }) });
        return queries.invalidateQueries({ queryKey: ['flows'] });
      })
      .catch((error) => toast({ tone: 'bad', text: errorText(t, error) }));
  };
}
