'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { isJsonObject, type Json } from '@/lib/std/json';
import { GroupFrame, titleOf, type WidgetProps } from './field-frame';
import { fromJsonText, toJsonText } from './json-text';
import { PropertyList } from './property-list';
import styles from './row-list.module.css';
import { TemplateField } from './template-field';
import { useDraft } from './use-draft';

/** A JSON Schema of an object: as a list of properties, or as the JSON it is. Without one there is nothing to answer by. */
export function SchemaWidget({ field }: { field: WidgetProps }) {
  const t = useT();
  const [isRaw, setRaw] = useState(false);
  const schema = isJsonObject(field.value) ? (field.value as JsonSchema) : null;
  const toggle = (
    <Button size="small" variant="ghost" onClick={() => setRaw(!isRaw)}>
      {t(isRaw ? 'form.asList' : 'form.asJson')}
    </Button>
  );
  return (
    <GroupFrame field={field} aside={(schema || isRaw) && toggle}>
      <SchemaBody label={titleOf(field)} schema={schema} isRaw={isRaw} onChange={field.onChange} canRemove={!field.required} />
    </GroupFrame>
  );
}

function SchemaBody({
  label,
  schema,
  isRaw,
  onChange,
  canRemove,
}: {
  label: string;
  schema: JsonSchema | null;
  isRaw: boolean;
  onChange: (value: Json | undefined) => void;
  canRemove: boolean;
}) {
  const t = useT();
  if (isRaw) return <SchemaText label={label} value={schema} onChange={onChange} />;
  if (!schema) {
    const first: JsonSchema = { type: 'object', properties: { answer: { type: 'string' } }, required: ['answer'] };
    return (
      // A JSON Schema is plain JSON; its own type only names the members.
      <Button size="small" icon="plus" onClick={() => onChange(first as Json)} style={{ justifySelf: 'start' }}>
        {t('form.addSchema')}
      </Button>
    );
  }
  return (
    <div>
      <PropertyList label={label} schema={schema} onChange={(next) => onChange(next as Json)} />
      {canRemove && (
        <Button size="small" variant="ghost" icon="trash-2" onClick={() => onChange(undefined)} className={styles.add}>
          {t('form.removeSchema')}
        </Button>
      )}
    </div>
  );
}

/** A schema as the JSON it is. What cannot be read stays a draft. */
export function SchemaText({
  label,
  value,
  onChange,
}: {
  label: string;
  value: JsonSchema | null;
  onChange: (value: Json | undefined) => void;
}) {
  const t = useT();
  const draft = useDraft(toJsonText((value ?? undefined) as Json | undefined, false), (text) => {
    const read = fromJsonText(text, false);
    if (read && (read.value === undefined || isJsonObject(read.value))) onChange(read.value);
  });
  const read = fromJsonText(draft.text, false);
  const isUnread = read === null || (read.value !== undefined && !isJsonObject(read.value));
  return (
    <div>
      <TemplateField draft={isUnread ? { ...draft, settle: () => undefined } : draft} multiline isExpression label={label} />
      {isUnread && <p className={styles.problem}>{t('form.notSchema')}</p>}
    </div>
  );
}
