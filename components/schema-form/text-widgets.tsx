'use client';

import { FieldFrame, titleOf, type WidgetProps } from './field-frame';
import { typesOf } from './field-kind';
import { ReferenceMenu } from './reference-menu';
import { TemplateField } from './template-field';
import { useDraft } from './use-draft';
import { useInsertion } from './use-insertion';

/** A text, one line or several, with a menu of what it may name where it is a template. */
export function TextWidget({ field, multiline }: { field: WidgetProps; multiline: boolean }) {
  return <WrittenWidget field={field} multiline={multiline} isExpression={false} />;
}

/** One bare expression. */
export function ExpressionWidget({ field }: { field: WidgetProps }) {
  return <WrittenWidget field={field} multiline={false} isExpression />;
}

function WrittenWidget({ field, multiline, isExpression }: { field: WidgetProps; multiline: boolean; isExpression: boolean }) {
  const { schema, value, onChange, required } = field;
  const draft = useDraft(typeof value === 'string' ? value : '', (text) => onChange(readText(field, text)));
  const example = schema.examples?.[0];
  const { target, insert } = useInsertion(draft, isExpression);
  const isTemplate = isExpression || schema['x-template'] === true;
  return (
    <FieldFrame field={field} aside={isTemplate && <ReferenceMenu field={titleOf(field)} onPick={insert} />}>
      <TemplateField
        draft={draft}
        multiline={multiline}
        isExpression={isExpression}
        placeholder={typeof example === 'string' && !required ? example : undefined}
        target={target}
      />
    </FieldFrame>
  );
}

/** An emptied optional text is no value; a number typed where a number may stand is one. */
function readText({ schema, required }: WidgetProps, text: string) {
  if (text === '' && !required) return undefined;
  const isNumeric = typesOf(schema).some((type) => type === 'number' || type === 'integer');
  return isNumeric && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
