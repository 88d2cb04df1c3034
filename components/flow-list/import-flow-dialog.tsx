'use client';

import { useRouter } from 'next/navigation';
import { type ChangeEvent, useRef, useState } from 'react';
import { errorText } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { TextArea } from '@/components/ui/text-input';
import { useToast } from '@/components/ui/toast';
import { isClientError } from '@/lib/client';
import type { IssueView } from '@/lib/contracts/common';
import { issueText } from '@/lib/i18n';
import styles from './flow-list.module.css';
import { nameInSource, sourceFormat } from './read-source';
import { useCreateFlow } from './use-flows';

/** The limit of a document's text, in bytes. */
const LARGEST = 2_097_152;

/** A flow out of a text: JSON or YAML, pasted or from a file. What may be mended later is imported with its issues. */
export function ImportFlowDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const { submit, isBusy, issues, clearIssues } = useImport(text, setError, () => {
    setText('');
    onClose();
  });
  const change = (next: string) => {
    setText(next);
    setError(null);
    clearIssues();
  };
  const close = () => {
    change('');
    onClose();
  };
  return (
    <Dialog
      open={open}
      title={t('flows.importDialog.title')}
      description={t('flows.importDialog.text')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button variant="primary" busy={isBusy} onClick={submit}>
            {t('flows.importDialog.submit')}
          </Button>
        </>
      }
    >
      <FileLine onText={change} onError={setError} />
      <Field label={t('flows.importDialog.paste')} error={error}>
        <TextArea
          mono
          rows={12}
          spellCheck={false}
          value={text}
          placeholder={t('flows.importDialog.placeholder')}
          onChange={(event) => change(event.target.value)}
        />
      </Field>
      {issues.length > 0 && <Problems issues={issues} />}
    </Dialog>
  );
}

function useImport(text: string, setError: (error: string | null) => void, onDone: () => void) {
  const t = useT();
  const router = useRouter();
  const toast = useToast();
  const create = useCreateFlow();
  const [issues, setIssues] = useState<readonly IssueView[]>([]);
  const submit = () => {
    if (text.trim() === '') return setError(t('flows.importDialog.empty'));
    const source = { format: sourceFormat(text), text };
    create.mutate(
      { name: nameInSource(text) ?? t('flows.importDialog.defaultName'), source, allowIssues: true },
      {
        onSuccess: (flow) => {
          const count = flow.errorCount + flow.warningCount;
          toast({
            tone: 'ok',
            text: t(count > 0 ? 'flows.importDialog.importedWithIssues' : 'flows.importDialog.imported', { name: flow.name, count }),
          });
          onDone();
          router.push(`/flows/${flow.id}`);
        },
        onError: (thrown) => {
          const found = isClientError(thrown) ? thrown.issues : [];
          setIssues(found);
          setError(found.length > 0 ? null : errorText(t, thrown));
        },
      },
    );
  };
  return { submit, isBusy: create.isPending, issues, clearIssues: () => setIssues([]) };
}

function FileLine({ onText, onError }: { onText: (text: string) => void; onError: (error: string) => void }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (file.size > LARGEST) return onError(t('flows.importDialog.tooLarge'));
    try {
      onText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
      setName(file.name);
    } catch {
      onError(t('flows.importDialog.unreadable'));
    }
  };
  return (
    <div className={styles.fileLine}>
      <input ref={input} type="file" accept=".json,.yaml,.yml,application/json,text/yaml" hidden onChange={read} />
      <Button icon="file-text" onClick={() => input.current?.click()}>
        {t('flows.importDialog.file')}
      </Button>
      {name && <span className="faint">{name}</span>}
    </div>
  );
}

function Problems({ issues }: { issues: readonly IssueView[] }) {
  const t = useT();
  return (
    <div className={styles.problems} role="alert">
      <strong>{t('flows.importDialog.problems', { count: issues.length })}</strong>
      <ul>
        {issues.slice(0, 50).map((issue) => (
          <li key={`${issue.code}${issue.path}`}>
            {issue.path && <code className="mono">{issue.path}</code>} {issueText(t, issue)}
          </li>
        ))}
      </ul>
    </div>
  );
}
