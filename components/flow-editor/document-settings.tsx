'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { KeyValueRows, PropertyList, SchemaText, useDraft } from '@/components/schema-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { NumberInput } from '@/components/ui/number-input';
import { TextArea, TextInput } from '@/components/ui/text-input';
import type { FlowCommand } from '@/lib/dsl/command';
import { MOST_COST_TAG } from '@/lib/dsl/labels';
import { issueText } from '@/lib/i18n';
import { isJsonObject, type Json } from '@/lib/std/json';
import { apply } from './edit-selection';
import { useEditor, useIssues, useTools } from './editor-context';
import { fieldProblems } from './field-problems';
import styles from './inspector.module.css';
import { Folded, OwnProblems } from './inspector-parts';
import { TriggerSettings } from './trigger-settings';

type DocumentField = Extract<FlowCommand, { kind: 'set_document_field' }>['field'];

/** What belongs to the flow as a whole: its name, what a run is given, what it answers, what starts it. */
export function DocumentSettings() {
  const t = useT();
  const tools = useTools();
  const document = useEditor((state) => state.document);
  const placed = useIssues((state) => state.placed);
  const problems = useMemo(() => fieldProblems(placed, null, (issue) => issueText(t, issue)), [placed, t]);
  const set = (field: DocumentField, value: Json | undefined) => apply(tools, { kind: 'set_document_field', field, value }, 'merge');
  const name = useDraft(document.name, (text) => text.trim() !== '' && set('name', text.trim()));
  const description = useDraft(document.description ?? '', (text) => set('description', text === '' ? undefined : text));
  const costTag = useDraft(document.cost_tag ?? '', (text) => set('cost_tag', text.trim() === '' ? undefined : text.trim()));
  return (
    <>
      <header className={styles.header}>
        <div className={styles.names}>
          <h2 className={styles.title}>{t('editor.flow.title')}</h2>
          <p className={styles.type}>{t('editor.flow.text')}</p>
        </div>
      </header>
      <div className={styles.section}>
        <OwnProblems texts={problems.get('') ?? []} />
        <div data-field="name">
          <Field label={t('editor.flow.name')} required>
            <TextInput value={name.text} maxLength={128} onChange={(event) => name.change(event.target.value)} onBlur={name.settle} />
          </Field>
        </div>
        <Field label={t('editor.flow.description')}>
          <TextArea
            rows={2}
            value={description.text}
            onChange={(event) => description.change(event.target.value)}
            onBlur={description.settle}
          />
        </Field>
      </div>
      <Inputs problems={problems.get('inputs') ?? []} onChange={(value) => set('inputs', value)} />
      <Part title={t('editor.flow.outputs')} hint={t('editor.flow.outputsHint')} field="outputs" problems={problems.get('outputs') ?? []}>
        <KeyValueRows
          label={t('editor.flow.outputs')}
          value={document.outputs}
          isTemplate
          onChange={(value) => set('outputs', value ?? {})}
        />
      </Part>
      <Part
        title={t('editor.flow.triggers')}
        hint={t('editor.flow.triggersHint')}
        field="triggers"
        problems={problems.get('triggers') ?? []}
      >
        <TriggerSettings triggers={document.triggers} onChange={(triggers) => set('triggers', triggers as unknown as Json)} />
      </Part>
      <Part title={t('editor.flow.labels')} hint={t('editor.flow.labelsHint')} field="labels" problems={problems.get('labels') ?? []}>
        <KeyValueRows
          label={t('editor.flow.labels')}
          value={document.labels}
          isTemplate
          onChange={(value) => set('labels', labelsOf(value))}
        />
      </Part>
      <Folded title={t('editor.node.more')} isOpen={problems.has('timeout_ms') || problems.has('cost_tag')}>
        <div data-field="cost_tag">
          <Field label={t('editor.behaviour.costTag')} hint={t('editor.flow.costTagHint')} error={problems.get('cost_tag')?.[0]}>
            <TextInput
              value={costTag.text}
              maxLength={MOST_COST_TAG}
              onChange={(event) => costTag.change(event.target.value)}
              onBlur={costTag.settle}
            />
          </Field>
        </div>
        <div data-field="timeout_ms">
          <Field label={t('editor.flow.timeout')} error={problems.get('timeout_ms')?.[0]}>
            <NumberInput integer min={1} value={document.timeout_ms ?? null} onCommit={(value) => set('timeout_ms', value ?? undefined)} />
          </Field>
        </div>
      </Folded>
    </>
  );
}

/** Labels are texts: what reads as a number or a list stays the text that was typed. No labels, no field. */
function labelsOf(value: Json | undefined): Json | undefined {
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, text]) => [name, typeof text === 'string' ? text : JSON.stringify(text)]));
}

/** The declared inputs, as a list or as the schema they are. */
function Inputs({ problems, onChange }: { problems: readonly string[]; onChange: (value: Json) => void }) {
  const t = useT();
  const inputs = useEditor((state) => state.document.inputs);
  const [isRaw, setRaw] = useState(false);
  return (
    <Part
      title={t('editor.flow.inputs')}
      hint={t('editor.flow.inputsHint')}
      field="inputs"
      problems={problems}
      aside={
        <Button size="small" variant="ghost" onClick={() => setRaw(!isRaw)}>
          {t(isRaw ? 'form.asList' : 'form.asJson')}
        </Button>
      }
    >
      {isRaw ? (
        <SchemaText label={t('editor.flow.inputs')} value={inputs} onChange={(value) => value !== undefined && onChange(value)} />
      ) : (
        // A JSON Schema is plain JSON; its own type only names the members.
        <PropertyList label={t('editor.flow.inputs')} schema={inputs} onChange={(schema) => onChange(schema as Json)} />
      )}
    </Part>
  );
}

function Part(props: { title: string; hint: string; field: string; problems: readonly string[]; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section} data-field={props.field} aria-label={props.title}>
      <div className={styles.line}>
        <h3 className={styles.heading}>{props.title}</h3>
        {props.aside}
      </div>
      <p className={styles.hint}>{props.hint}</p>
      <OwnProblems texts={props.problems} />
      {props.children}
    </section>
  );
}
