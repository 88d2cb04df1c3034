'use client';

import { type ReactNode, useId } from 'react';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { Json, JsonObject } from '@/lib/std/json';
import styles from './field-frame.module.css';

/** What each widget gets: one value of an object, its schema and what is wrong with it. */
export interface WidgetProps {
  name: string;
  schema: JsonSchema;
  value: Json | undefined;
  /** undefined takes the value away. */
  onChange: (value: Json | undefined) => void;
  required: boolean;
  /** Sentences about this field. */
  problems: readonly string[];
  /** The values beside it: which models there are depends on the provider. */
  siblings: JsonObject;
}

/** What a field is called. */
export function titleOf({ schema, name }: Pick<WidgetProps, 'schema' | 'name'>): string {
  return schema.title ?? name;
}

/** Label, hint and problems around a widget; `aside` stands at the right of the label. */
export function FieldFrame({
  field,
  aside,
  error,
  children,
}: {
  field: WidgetProps;
  aside?: ReactNode;
  error?: string | null;
  children: ReactNode;
}) {
  const problems = [...(error ? [error] : []), ...field.problems];
  return (
    <div data-field={field.name}>
      <Field
        label={titleOf(field)}
        hint={field.schema.description}
        required={field.required}
        aside={aside}
        error={problems.length > 0 ? problems.map((problem) => <Line key={problem} text={problem} />) : undefined}
      >
        {children}
      </Field>
    </div>
  );
}

/** The same around several controls, each of which has a name of its own. */
export function GroupFrame({ field, aside, children }: { field: WidgetProps; aside?: ReactNode; children: ReactNode }) {
  const t = useT();
  const id = useId();
  const { description } = field.schema;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like the other fields
    <div
      role="group"
      aria-labelledby={id}
      aria-describedby={description ? `${id}-hint` : undefined}
      data-field={field.name}
      className={styles.group}
    >
      <div className={styles.head}>
        <span id={id} className={styles.label}>
          {titleOf(field)}
          {field.required && (
            <span className={styles.required} title={t('common.required')} aria-hidden="true">
              *
            </span>
          )}
        </span>
        {aside}
      </div>
      {children}
      {field.problems.map((problem) => (
        <p key={problem} className={styles.problem}>
          {problem}
        </p>
      ))}
      {description && (
        <p id={`${id}-hint`} className={styles.hint}>
          {description}
        </p>
      )}
    </div>
  );
}

function Line({ text }: { text: string }) {
  return <span className={styles.line}>{text}</span>;
}
