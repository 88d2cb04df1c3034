'use client';

import { useT } from '@/components/ui/i18n-provider';
import { Select } from '@/components/ui/select';
import { Checkbox } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import type { JsonSchema } from '@/lib/dsl/json-schema';
import { fromRows, newRow, PROPERTY_KINDS, type PropertyRow, toRows, withKind } from './property-rows';
import { moved, RowList } from './row-list';
import styles from './row-list.module.css';
import { useDraft } from './use-draft';

/** The properties of an object schema as a list: name, kind, whether it is required, what it is for. */
export function PropertyList({ label, schema, onChange }: { label: string; schema: JsonSchema; onChange: (schema: JsonSchema) => void }) {
  const t = useT();
  const rows = toRows(schema);
  const put = (next: readonly PropertyRow[]) => onChange(fromRows(schema, next));
  return (
    <RowList
      label={label}
      rows={rows}
      nameOf={(row) => row.name}
      addLabel={t('form.addProperty')}
      onAdd={() => put([...rows, newRow(rows)])}
      onRemove={(at) => put(rows.toSpliced(at, 1))}
      onMove={(at, to) => put(moved(rows, at, to))}
    >
      {(row, at) => <PropertyCells row={row} taken={rows.map(({ name }) => name)} onChange={(next) => put(rows.with(at, next))} />}
    </RowList>
  );
}

function PropertyCells({ row, taken, onChange }: { row: PropertyRow; taken: readonly string[]; onChange: (row: PropertyRow) => void }) {
  const t = useT();
  const name = useDraft(row.name, (text) => {
    if (text !== '' && text !== row.name && !taken.includes(text)) onChange({ ...row, name: text });
  });
  const description = useDraft(row.description, (text) => onChange({ ...row, description: text }));
  const choices = useDraft(row.choices.join(', '), (text) => onChange({ ...row, choices: readChoices(text) }));
  const isTaken = name.text !== row.name && taken.includes(name.text);
  const kinds = PROPERTY_KINDS.filter((kind) => kind !== 'other' || row.kind === 'other');
  return (
    <div className={styles.card}>
      <div className={styles.property}>
        <TextInput
          mono
          value={name.text}
          aria-label={t('form.name')}
          aria-invalid={isTaken || undefined}
          onChange={(event) => name.change(event.target.value)}
          onBlur={name.settle}
        />
        <Select
          aria-label={t('form.kindOf', { name: row.name })}
          value={row.kind}
          options={kinds.map((kind) => ({ value: kind, label: t(`form.kind.${kind}`) }))}
          onChange={(value) => {
            const kind = PROPERTY_KINDS.find((candidate) => candidate === value);
            if (kind) onChange(withKind(row, kind));
          }}
        />
        {isTaken && <span className={`${styles.problem} ${styles.wide}`}>{t('form.nameTaken')}</span>}
        {row.kind === 'choice' && (
          <TextInput
            className={styles.wide}
            value={choices.text}
            aria-label={t('form.choicesOf', { name: row.name })}
            placeholder={t('form.choicesPlaceholder')}
            onChange={(event) => choices.change(event.target.value)}
            onBlur={choices.settle}
          />
        )}
        <TextInput
          className={styles.wide}
          value={description.text}
          aria-label={t('form.descriptionOf', { name: row.name })}
          placeholder={t('form.description')}
          onChange={(event) => description.change(event.target.value)}
          onBlur={description.settle}
        />
      </div>
      <Checkbox label={t('common.required')} checked={row.required} onChange={(required) => onChange({ ...row, required })} />
    </div>
  );
}

function readChoices(text: string): string[] {
  const choices = text.split(',').map((choice) => choice.trim());
  return [...new Set(choices.filter((choice) => choice !== ''))];
}
