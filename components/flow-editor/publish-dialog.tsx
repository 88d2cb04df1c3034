'use client';

import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { changeSummary, DocumentDiffView } from '@/components/document-diff';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import { TextArea } from '@/components/ui/text-input';
import { countChanges } from '@/lib/dsl/diff-documents';
import { nodeIndex } from '@/lib/dsl/graph';
import { useTools } from './editor-context';
import { showTab } from './editor-ui';
import { PublishChecklist } from './publish-checklist';
import styles from './publish-dialog.module.css';
import { useCloseDialog } from './use-close-dialog';
import { type LiveChanges, useLiveChanges } from './use-live-changes';
import { usePublish } from './use-publish';
import { usePublishPoints } from './use-publish-points';

/** Saves the draft and makes it the revision that takes traffic, with what that means before the eyes. */
export function PublishDialog() {
  const t = useT();
  const { ui, saver } = useTools();
  const close = useCloseDialog();
  const changes = useLiveChanges();
  const points = usePublishPoints();
  const [comment, setComment] = useState('');
  /** What was accepted, in full: a warning that comes later is not accepted with it. */
  const [accepted, setAccepted] = useState('');
  const publish = usePublish();
  // The checklist is about the draft as the server has it.
  useEffect(() => void saver.flush(), [saver]);
  const isBlocked = points.errors.length > 0;
  const isSame = changes.kind === 'known' && changes.count === 0;
  const isReady = changes.kind !== 'unknown' && !isBlocked && !isSame && (points.toAccept === '' || accepted === points.toAccept);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) publish.mutate({ comment: comment.trim(), baseRevision: changes.kind === 'known' ? changes.liveRev : null });
  };
  const showProblems = () => {
    close();
    showTab(ui, 'problems');
  };
  return (
    <Dialog
      open
      size="large"
      title={t('editor.publishDialog.title', { rev: changes.kind === 'unknown' ? '…' : changes.nextRev })}
      description={stateText(changes, t)}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          {isBlocked ? (
            <Button variant="primary" onClick={showProblems}>
              {t('editor.runForm.show')}
            </Button>
          ) : (
            <Button type="submit" form="publish-form" variant="primary" icon="rocket" busy={publish.isPending} disabled={!isReady}>
              {t('editor.publishDialog.submit')}
            </Button>
          )}
        </>
      }
    >
      <form id="publish-form" className={styles.form} onSubmit={submit}>
        {publish.isError && (
          <p className={styles.alert} role="alert">
            {publish.error.message}
          </p>
        )}
        {!isBlocked && !isSame && (
          <Field label={t('editor.publishDialog.comment')} optional>
            <TextArea
              data-autofocus
              rows={2}
              maxLength={2000}
              value={comment}
              placeholder={t('editor.publishDialog.commentPlaceholder')}
              onChange={(event) => setComment(event.target.value)}
            />
          </Field>
        )}
        <Part title={t('editor.publishDialog.checklist')}>
          <PublishChecklist
            points={points}
            changes={changes}
            isAccepted={accepted === points.toAccept}
            onAccept={(isOn) => setAccepted(isOn ? points.toAccept : '')}
          />
        </Part>
        <Changes changes={changes} />
      </form>
    </Dialog>
  );
}

function stateText(changes: LiveChanges, t: ReturnType<typeof useT>): string {
  if (changes.kind === 'unknown') return t('common.loading');
  const { nextRev: rev } = changes;
  if (changes.kind === 'never') return t('editor.publishDialog.first', { rev });
  return t(changes.count === 0 ? 'editor.publishDialog.same' : 'editor.publishDialog.since', { rev, live: changes.liveRev });
}

function Changes({ changes }: { changes: LiveChanges }) {
  const t = useT();
  if (changes.kind === 'unknown') return <Skeleton height={72} />;
  if (changes.kind === 'never') {
    return (
      <Part title={t('editor.publishDialog.contents')}>
        <p className={styles.summary}>{t('editor.publishDialog.firstNodes', { count: nodeIndex(changes.after).size })}</p>
      </Part>
    );
  }
  return (
    <Part title={t('editor.publishDialog.changes', { live: changes.liveRev })}>
      {changes.count > 0 && <p className={styles.summary}>{changeSummary(t, countChanges(changes.diff))}</p>}
      <DocumentDiffView diff={changes.diff} before={changes.before} after={changes.after} />
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </section>
  );
}
