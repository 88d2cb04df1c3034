'use client';

import { useT } from '@/components/ui/i18n-provider';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { type Json, type JsonObject, ownProperty } from '@/lib/std/json';
import { SchemaField } from './schema-field';
import styles from './schema-form.module.css';

/** An object as a form made from its schema; seldom used fields stand under "More", opened where one of them holds a value or a problem. */
export function SchemaForm({
  schema,
  value,
  onChange,
  problems,
}: {
  schema: JsonSchema;
  value: JsonObject;
  /** Hears one member at a time; undefined takes it away. */
  onChange: (name: string, value: Json | undefined) => void;
  /** Sentences by member. */
  problems: ReadonlyMap<string, readonly string[]>;
}) {
  const t = useT();
  const required = new Set(schema.required ?? []);
  const all = Object.entries(schema.properties ?? {});
  const advanced = all.filter(([, property]) => property['x-advanced']);
  const render = ([name, property]: [string, JsonSchema]) => (
    <SchemaField
      key={name}
      name={name}
      schema={property}
      value={ownProperty(value, name)}
      required={required.has(name)}
      problems={problems.get(name) ?? []}
      siblings={value}
      onChange={(next) => onChange(name, next)}
    />
  );
  const isUsed = advanced.some(([name]) => ownProperty(value, name) !== undefined || problems.has(name));
  return (
    <div className={styles.form}>
      {all.filter(([, property]) => !property['x-advanced']).map(render)}
      {advanced.length > 0 && (
        <details className={styles.more} open={isUsed || undefined}>
          <summary>{t('form.more')}</summary>
          <div className={styles.form}>{advanced.map(render)}</div>
        </details>
      )}
    </div>
  );
}
