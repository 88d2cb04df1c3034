'use client';

import { useT } from '@/components/ui/i18n-provider';
import { TextInput } from '@/components/ui/text-input';
import { isJsonObject, type Json } from '@/lib/std/json';
import { GroupFrame, titleOf, type WidgetProps } from './field-frame';
import { fromJsonText, toJsonText } from './json-text';
import { ReferenceMenu } from './reference-menu';
import { RowList } from './row-list';
import styles from './row-list.module.css';
import { TemplateField } from './template-field';
import { useDraft } from './use-draft';
import { useInsertion } from './use-insertion';

/** An object as rows of name and value; a value is a text, a template, or JSON. */
export function KeyValuesWidget({ field }: { field: WidgetProps }) {
  return (
    <GroupFrame field={field}>
      <KeyValueRows label={titleOf(field)} value={field.value} onChange={field.onChange} isTemplate={field.schema['x-template'] === true} />
    </GroupFrame>
  );
}

/** The rows by themselves. `onChange` hears undefined when the last one goes. */
export function KeyValueRows({
  label,
  value,
  onChange,
  isTemplate,
}: {
  label: string;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  isTemplate: boolean;
}) {
  const t = useT();
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  const put = (next: readonly (readonly [string, Json])[]) => onChange(Object.fromEntries(next));
  return (
    <RowList
      label={label}
      rows={entries}
      nameOf={([name]) => name}
      addLabel={t('form.addValue')}
      onAdd={() => put([...entries, [freeName(entries), '']])}
      onRemove={(at) => put(entries.toSpliced(at, 1))}
    >
      {([name, member], at) => (
        <div className={styles.pair}>
          <NameCell name={name} taken={entries.map(([other]) => other)} onRename={(next) => put(entries.with(at, [next, member]))} />
          <ValueCell name={name} value={member} isTemplate={isTemplate} onChange={(next) => put(entries.with(at, [name, next]))} />
        </div>
      )}
    </RowList>
  );
}

/** A name that two values would share is not handed on. */
function NameCell({ name, taken, onRename }: { name: string; taken: readonly string[]; onRename: (name: string) => void }) {
  const t = useT();
  const draft = useDraft(name, (text) => {
    if (text !== name && text !== '' && !taken.includes(text)) onRename(text);
  });
  const isTaken = draft.text !== name && taken.includes(draft.text);
  return (
    <TextInput
      mono
      value={draft.text}
      aria-label={t('form.name')}
      aria-invalid={isTaken || undefined}
      title={isTaken ? t('form.nameTaken') : undefined}
      onChange={(event) => draft.change(event.target.value)}
      onBlur={draft.settle}
    />
  );
}

function ValueCell({
  name,
  value,
  isTemplate,
  onChange,
}: {
  name: string;
  value: Json;
  isTemplate: boolean;
  onChange: (value: Json) => void;
}) {
  const t = useT();
  const draft = useDraft(toJsonText(value, true), (text) => onChange(fromJsonText(text, true)?.value ?? text));
  const { target, insert } = useInsertion(draft, false);
  return (
    <div className={styles.valued}>
      <TemplateField draft={draft} multiline={false} label={t('form.valueOf', { name })} target={target} />
      {isTemplate && (
        <span className={styles.inside}>
          <ReferenceMenu field={name} onPick={insert} />
        </span>
      )}
    </div>
  );
}

function freeName(entries: readonly (readonly [string, Json])[]): string {
  const taken = new Set(entries.map(([name]) => name));
  let number = entries.length + 1;
  while (taken.has(`name_${number}`)) number += 1;
  return `name_${number}`;
}
