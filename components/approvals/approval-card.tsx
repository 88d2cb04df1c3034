'use client';

import Link from 'next/link';
import { useId, useState } from 'react';
import { errorText } from '@/components/api';
import { SchemaForm } from '@/components/schema-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { RelativeTime } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { TextArea } from '@/components/ui/text-input';
import { useToast } from '@/components/ui/toast';
import { isClientError } from '@/lib/client';
import type { ApprovalView } from '@/lib/contracts/approvals';
import type { IssueView } from '@/lib/contracts/common';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { issueText } from '@/lib/i18n';
import type { Json, JsonObject } from '@/lib/std/json';
import styles from './approvals.module.css';
import { useDecide } from './use-approvals';

/** One approval: what is to be decided, by whom, until when, and the two ways out. */
export function ApprovalCard({ approval, showRun }: { approval: ApprovalView; showRun: boolean }) {
  const t = useT();
  const titleId = useId();
  return (
    <article className={styles.card} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.message}>
        {approval.message}
      </h2>
      <p className={styles.facts}>
        {showRun && <Link href={`/runs/${approval.runId}`}>{approval.flowName || t('approvals.run')}</Link>}
        <code className="mono">{approval.path}</code>
        <span>
          {t('approvals.opened')} <RelativeTime at={approval.openedAt} />
        </span>
        {approval.dueAt && (
          <span>
            {t('approvals.due')} <RelativeTime at={approval.dueAt} />
          </span>
        )}
        {approval.approvers.length > 0 && <span>{t('approvals.approvers', { names: approval.approvers.join(', ') })}</span>}
      </p>
      {approval.mayDecide ? <Decision approval={approval} /> : <p className={styles.others}>{t('approvals.notYours')}</p>}
    </article>
  );
}

const NO_PROBLEMS: ReadonlyMap<string, readonly string[]> = new Map();

function Decision({ approval }: { approval: ApprovalView }) {
  const t = useT();
  const toast = useToast();
  const decide = useDecide(approval);
  // A form is JSON Schema by its node's definition.
  const form = approval.form as JsonSchema | null;
  const [value, setValue] = useState<JsonObject>(() => startValues(form));
  const [comment, setComment] = useState('');
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const say = async (decision: 'approved' | 'rejected') => {
    setProblems(NO_PROBLEMS);
    const isFilled = form !== null && decision === 'approved';
    try {
      await decide.mutateAsync({ decision, ...(isFilled && { form: value }), ...(comment.trim() !== '' && { comment }) });
      toast({ tone: 'ok', text: t(`approvals.${decision}`) });
    } catch (error) {
      const issues = isClientError(error) ? error.issues : [];
      setProblems(byField(issues, (issue) => issueText(t, issue)));
      toast({ tone: 'bad', text: errorText(t, error) });
    }
  };
  const saying = decide.isPending ? decide.variables.decision : null;
  const change = (name: string, next: Json | undefined) =>
    setValue(({ [name]: _old, ...rest }) => (next === undefined ? rest : { ...rest, [name]: next }));
  return (
    <div className={styles.decision}>
      {form && <SchemaForm schema={form} value={value} onChange={change} problems={problems} />}
      <Field label={t('approvals.comment')} optional>
        <TextArea rows={2} maxLength={4000} value={comment} onChange={(event) => setComment(event.target.value)} />
      </Field>
      <div className={styles.ways}>
        <Button variant="primary" icon="check" busy={saying === 'approved'} disabled={saying !== null} onClick={() => say('approved')}>
          {t('approvals.approve')}
        </Button>
        <Button icon="x" busy={saying === 'rejected'} disabled={saying !== null} onClick={() => say('rejected')}>
          {t('approvals.reject')}
        </Button>
      </div>
    </div>
  );
}

/** Sentences by the member of the form they are about. */
function byField(issues: readonly IssueView[], text: (issue: IssueView) => string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const issue of issues) {
    const name = issue.path.split('/')[1] ?? '';
    fields.set(name, [...(fields.get(name) ?? []), text(issue)]);
  }
  return fields;
}

/** Defaults, and "no" for switches: what the form shows is what is sent. */
function startValues(form: JsonSchema | null): JsonObject {
  const values: JsonObject = {};
  for (const [name, { default: preset, type }] of Object.entries(form?.properties ?? {})) {
    if (preset !== undefined) values[name] = preset;
    else if (type === 'boolean') values[name] = false;
  }
  return values;
}
