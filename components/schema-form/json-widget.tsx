'use client';

import { useT } from '@/components/ui/i18n-provider';
import { FieldFrame, titleOf, type WidgetProps } from './field-frame';
import { typesOf } from './field-kind';
import { fromJsonText, toJsonText } from './json-text';
import { ReferenceMenu } from './reference-menu';
import { TemplateField } from './template-field';
import { useDraft } from './use-draft';
import { useInsertion } from './use-insertion';

/** Any JSON value as text; words are a text of their own where the schema lets one stand. What is no JSON yet stays a draft. */
export function JsonWidget({ field }: { field: WidgetProps }) {
  const t = useT();
  const { schema, value, onChange } = field;
  const types = typesOf(schema);
  const allowsText = types.length === 0 || types.includes('string') || schema['x-template'] === true;
  const draft = useDraft(toJsonText(value, allowsText), (text) => {
    const read = fromJsonText(text, allowsText);
    if (read) onChange(read.value);
  });
  const { target, insert } = useInsertion(draft, false);
  const isUnread = fromJsonText(draft.text, allowsText) === null;
  const example = schema.examples?.[0];
  return (
    <FieldFrame
      field={field}
      error={isUnread ? t('form.notJson') : null}
      aside={schema['x-template'] && <ReferenceMenu field={titleOf(field)} onPick={insert} />}
    >
      <TemplateField
        // An unread draft stays on leaving: what was typed is not thrown away.
        draft={isUnread ? { ...draft, settle: () => undefined } : draft}
        multiline
        placeholder={example === undefined ? undefined : toJsonText(example, allowsText)}
        target={target}
      />
    </FieldFrame>
  );
}
