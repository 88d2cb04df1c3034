'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorText, useApi } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { TextArea } from '@/components/ui/text-input';
import { isClientError } from '@/lib/client';
import { useIssues, useTools } from './editor-context';
import styles from './editor-dialogs.module.css';
import { showTab } from './editor-ui';
import { useCloseDialog } from './use-close-dialog';
import { useFlowFacts } from './use-settings';

/** Saves the draft and makes it the revision that takes traffic. */
export function PublishDialog() {
  const t = useT();
  const { ui, flowId } = useTools();
  const close = useCloseDialog();
  const { data } = useFlowFacts(flowId);
  const errors = useIssues((state) => state.issues.filter((issue) => issue.severity === 'error').length);
  const [comment, setComment] = useState('');
  const publish = usePublish();
  const rev = (data?.currentRev ?? 0) + 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publish.mutate(comment.trim());
  };
  const showProblems = () => {
    close();
    showTab(ui, 'problems');
  };
  return (
    <Dialog
      open
      size="small"
      title={t('editor.publishDialog.title', { rev })}
      description={t(errors > 0 ? 'editor.publishDialog.blocked' : 'editor.publishDialog.text', { rev })}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          {errors > 0 ? (
            <Button variant="primary" onClick={showProblems}>
              {t('editor.runForm.show')}
            </Button>
          ) : (
            <Button type="submit" form="publish-form" variant="primary" icon="rocket" busy={publish.isPending}>
              {t('editor.publishDialog.submit')}
            </Button>
          )}
        </>
      }
    >
      {errors === 0 && (
        <form id="publish-form" className={styles.form} onSubmit={submit}>
          <Field label={t('editor.publishDialog.comment')} optional error={publish.isError ? publish.error.message : undefined}>
            <TextArea
              data-autofocus
              rows={3}
              maxLength={2000}
              value={comment}
              placeholder={t('editor.publishDialog.commentPlaceholder')}
              onChange={(event) => setComment(event.target.value)}
            />
          </Field>
        </form>
      )}
    </Dialog>
  );
}

function usePublish() {
  const t = useT();
  const api = useApi();
  const queries = useQueryClient();
  const { flowId, saver, store, tell } = useTools();
  const close = useCloseDialog();
  return useMutation({
    mutationFn: async (comment: string) => {
      if (!(await saver.flush())) throw new Error(t('editor.publishDialog.notSaved'));
      const baseVersion = store.getState().save.draftVersion;
      const body = { baseVersion, ...(comment === '' ? {} : { comment }) };
      try {
        return await api.call('publishFlow', { params: { id: flowId }, body });
      } catch (error) {
        if (isClientError(error) && error.reason === 'draft_conflict') store.setSave({ status: 'conflict' });
        throw new Error(errorText(t, error), { cause: error });
      }
    },
    onSuccess: (revision) => {
      close();
      tell({ tone: 'ok', key: 'editor.publishDialog.done', params: { rev: revision.revNo } });
      void queries.invalidateQueries({ queryKey: ['flow-facts', flowId] });
      void queries.invalidateQueries({ queryKey: ['flows'] });
    },
  });
}
