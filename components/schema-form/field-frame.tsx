'use client';

import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import type { Json, JsonObject } from '@/lib/std/json';

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
        error={
          problems.length > 0
            ? problems.map((problem) => (
                <span key={problem} style={{ display: 'block' }}>
                  {problem}
                </span>
              ))
            : undefined
        }
      >
        {children}
      </Field>
    </div>
  );
}
