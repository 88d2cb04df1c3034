'use client';

import { useMutation } from '@tanstack/react-query';
import { errorText, useApi } from '@/components/api';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';

/** Downloads a flow's draft as a file, and says when a secret was left out of it. */
export function useExportFlow() {
  const api = useApi();
  const t = useT();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ flowId, format }: { flowId: string; format: 'json' | 'yaml' }) =>
      api.call('exportFlow', { params: { id: flowId }, query: { format, version: 'draft' } }),
    onSuccess: ({ fileName, mediaType, text, removedSecrets }) => {
      download(fileName, new Blob([text], { type: mediaType }));
      const count = removedSecrets.length;
      toast(
        count > 0
          ? { tone: 'bad', text: t('transfer.exportedWithout', { file: fileName, count }) }
          : { tone: 'ok', text: t('transfer.exported', { file: fileName }) },
      );
    },
    onError: (error) => toast({ tone: 'bad', text: errorText(t, error) }),
  });
}

function download(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has begun to read the file by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
