'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import { issueText } from '@/lib/i18n';
import type { JsonObject } from '@/lib/std/json';
import { useEditor, useIssues, useRun, useTools } from './editor-context';
import styles from './editor-dialogs.module.css';
import { showTab } from './editor-ui';
import { recallInputs } from './last-inputs';
import { type RunDraft, readRunDraft, runDraft, runFields } from './run-form';
import { RunInput } from './run-input';
import { useCloseDialog } from './use-close-dialog';
import { useStartRun } from './use-run-control';

/** Asks for the inputs of a run and starts it; a draft with errors says which ones keep it from running. */
export function RunDialog() {
  const t = useT();
  const close = useCloseDialog();
  const hasErrors = useIssues((state) => state.issues.some((issue) => issue.severity === 'error'));
  const api = useApi();
  const { flowId } = useTools();
  const sample = useQuery({
    queryKey: ['sample-input', flowId],
    queryFn: ({ signal }) => api.call('getSampleInput', { params: { id: flowId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (hasErrors) return <BlockedRun />;
  if (sample.isPending) {
    return (
      <Dialog open title={t('editor.runForm.title')} onClose={close}>
        <Skeleton height={96} />
      </Dialog>
    );
  }
  return <RunForm sample={sample.data?.inputs ?? null} />;
}

/** The errors that keep the draft from running, and the way to their list. */
function BlockedRun() {
  const t = useT();
  const { ui } = useTools();
  const close = useCloseDialog();
  const issues = useIssues((state) => state.issues);
  const errors = issues.filter((issue) => issue.severity === 'error');
  return (
    <Dialog
      open
      title={t('editor.runForm.blockedTitle')}
      description={t('editor.runForm.blockedText', { count: errors.length })}
      onClose={close}
      footer={
        <Button
          variant="primary"
          onClick={() => {
            close();
            showTab(ui, 'problems');
          }}
        >
          {t('editor.runForm.show')}
        </Button>
      }
    >
      <ol className={styles.issues}>
        {errors.slice(0, 8).map((issue) => (
          <li key={`${issue.code} ${issue.path}`}>
            <strong>{issue.nodeId ?? t('editor.problemsList.flow')}</strong> {issueText(t, issue)}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function RunForm({ sample }: { sample: JsonObject | null }) {
  const t = useT();
  const { flowId } = useTools();
  const close = useCloseDialog();
  const start = useStartRun();
  const isStarting = useRun((state) => state.starting);
  const inputs = useEditor((state) => state.document.inputs);
  const [last] = useState(() => recallInputs(flowId));
  const fields = runFields(inputs, last ?? sample);
  const [draft, setDraft] = useState<RunDraft>(() => runDraft(inputs, fields, last ?? sample));
  const [isTried, setTried] = useState(false);
  const { inputs: read, problems } = readRunDraft(fields, draft);
  const fill = (values: JsonObject) => setDraft(runDraft(inputs, fields, values));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length === 0) void start(read);
  };
  return (
    <Dialog
      open
      title={t('editor.runForm.title')}
      description={t(fields.length === 0 ? 'editor.runForm.noInputs' : 'editor.runForm.text')}
      onClose={close}
      footer={
        <>
          {sample && last && (
            <Button variant="ghost" onClick={() => fill(sample)}>
              {t('editor.runForm.sample')}
            </Button>
          )}
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" form="run-form" variant="primary" icon="play" busy={isStarting}>
            {t('editor.runForm.start')}
          </Button>
        </>
      }
    >
      <form id="run-form" className={styles.form} onSubmit={submit} noValidate>
        {fields.map((field, at) => (
          <RunInput
            key={field.name}
            field={field}
            isFirst={at === 0}
            value={draft[field.name] ?? ''}
            problem={isTried ? problems[field.name] : undefined}
            onChange={(value) => setDraft((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
        {fields.length > 0 && (last || sample) && (
          <p className={styles.note}>{t(last ? 'editor.runForm.filledLast' : 'editor.runForm.filledSample')}</p>
        )}
      </form>
    </Dialog>
  );
}
