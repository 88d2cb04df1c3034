'use client';

import { useT } from '@/components/ui/i18n-provider';
import { TextInput } from '@/components/ui/text-input';
import { isJsonObject, type Json, type JsonObject } from '@/lib/std/json';
import { GroupFrame, titleOf, type WidgetProps } from './field-frame';
import { ReferenceMenu } from './reference-menu';
import { moved, RowList } from './row-list';
import styles from './row-list.module.css';
import { TemplateField } from './template-field';
import { useDraft } from './use-draft';
import { useInsertion } from './use-insertion';

/** Cases tried from top to bottom: the port each one takes, and when. */
export function CasesWidget({ field }: { field: WidgetProps }) {
  const t = useT();
  const cases = Array.isArray(field.value) ? field.value.map((entry) => (isJsonObject(entry) ? entry : {})) : [];
  return (
    <GroupFrame field={field}>
      <RowList
        label={titleOf(field)}
        rows={cases}
        nameOf={(entry) => textOf(entry.port)}
        addLabel={t('form.addCase')}
        onAdd={() => field.onChange([...cases, { port: freePort(cases), when: 'true' }])}
        onRemove={(at) => field.onChange(cases.toSpliced(at, 1))}
        onMove={(at, to) => field.onChange(moved(cases, at, to))}
      >
        {(entry, at) => <CaseRow entry={entry} number={at + 1} onChange={(next) => field.onChange(cases.with(at, next))} />}
      </RowList>
    </GroupFrame>
  );
}

function CaseRow({ entry, number, onChange }: { entry: JsonObject; number: number; onChange: (entry: JsonObject) => void }) {
  const t = useT();
  const port = useDraft(textOf(entry.port), (text) => onChange({ ...entry, port: text }));
  const when = useDraft(textOf(entry.when), (text) => onChange({ ...entry, when: text }));
  const { target, insert } = useInsertion(when, true);
  return (
    <div className={styles.card}>
      <div className={styles.valued}>
        <TemplateField draft={when} multiline={false} isExpression label={t('form.caseWhen', { number })} target={target} />
        <span className={styles.inside}>
          <ReferenceMenu field={t('form.caseWhen', { number })} onPick={insert} />
        </span>
      </div>
      <div className={styles.line}>
        <span className="faint">→</span>
        <TextInput
          mono
          value={port.text}
          aria-label={t('form.casePort', { number })}
          onChange={(event) => port.change(event.target.value)}
          onBlur={port.settle}
        />
      </div>
    </div>
  );
}

function freePort(cases: readonly JsonObject[]): string {
  const taken = new Set(cases.map((entry) => entry.port));
  let number = cases.length + 1;
  while (taken.has(`case_${number}`)) number += 1;
  return `case_${number}`;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
