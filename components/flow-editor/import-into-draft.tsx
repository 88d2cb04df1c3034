'use client';

import { ImportDialog } from '@/components/flow-transfer';
import { useT } from '@/components/ui/i18n-provider';
import { useToast } from '@/components/ui/toast';
import { useTools } from './editor-context';
import { useCloseDialog } from './use-close-dialog';

/** Import beside the open draft: an update is an edit like any other, saved and undone like one. */
export function ImportIntoDraft() {
  const t = useT();
  const toast = useToast();
  const close = useCloseDialog();
  const { flowId, store, saver } = useTools();
  const { name } = store.getState().document;
  return (
    <ImportDialog
      open
      onClose={close}
      openFlow={{
        flowId,
        name,
        flush: () => saver.flush(),
        replace: (document) => {
          const before = store.getState().document;
          store.dispatch({ kind: 'replace_document', document });
          const takeBack = () => store.dispatch({ kind: 'replace_document', document: before });
          const action = { label: t('transfer.undo'), onSelect: () => void takeBack() };
          toast({ tone: 'ok', text: t('transfer.updated', { name: document.name, count: 0 }), action });
        },
      }}
    />
  );
}
