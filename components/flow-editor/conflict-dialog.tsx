'use client';

import { useQuery } from '@tanstack/react-query';
import { QueryError, useApi } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import type { FlowDocument } from '@/lib/dsl/document';
import { parseDocumentValue } from '@/lib/dsl/parse-document';
import { ChangeTable } from './change-table';
import { documentChanges } from './document-changes';
import { useEditor, useTools } from './editor-context';
import styles from './editor-dialogs.module.css';
import { useCloseDialog } from './use-close-dialog';

/** Two drafts of one flow: what differs, and which one stays. Taking theirs can be undone. */
export function ConflictDialog() {
  const t = useT();
  const api = useApi();
  const { flowId } = useTools();
  const close = useCloseDialog();
  const mine = useEditor((state) => state.document);
  const theirs = useQuery({
    queryKey: ['conflict', flowId],
    queryFn: async ({ signal }) => {
      const flow = await api.call('getFlow', { params: { id: flowId }, signal });
      const parsed = parseDocumentValue(flow.dsl);
      if (!parsed.ok) throw new Error(t('editor.unreadableText'));
      return { draftVersion: flow.draftVersion, document: parsed.value };
    },
    gcTime: 0,
  });
  const changes = theirs.data ? documentChanges(mine, theirs.data.document) : [];
  return (
    <Dialog
      open
      size="large"
      title={t('editor.conflict.title')}
      description={t('editor.conflict.text', { version: theirs.data?.draftVersion ?? '…' })}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('editor.conflict.later')}</Button>
          {theirs.data && <Choices {...theirs.data} />}
        </>
      }
    >
      {theirs.isError && <QueryError error={theirs.error} onRetry={() => theirs.refetch()} />}
      {theirs.isPending && <Skeleton height={80} />}
      {theirs.data && changes.length === 0 && <p className={styles.note}>{t('editor.conflict.same')}</p>}
      {changes.length > 0 && <ChangeTable changes={changes} />}
    </Dialog>
  );
}

function Choices({ draftVersion, document }: { draftVersion: number; document: FlowDocument }) {
  const t = useT();
  const { store, saver } = useTools();
  const close = useCloseDialog();
  const keepMine = () => {
    store.setSave({ status: 'unsaved', draftVersion });
    close();
    void saver.flush();
  };
  const takeTheirs = () => {
    store.dispatch({ kind: 'replace_document', document });
    store.setSave({ status: 'saved', draftVersion, stored: store.getState().document });
    close();
  };
  return (
    <>
      <Button onClick={takeTheirs}>{t('editor.conflict.takeTheirs')}</Button>
      <Button variant="primary" onClick={keepMine}>
        {t('editor.conflict.keepMine')}
      </Button>
    </>
  );
}
