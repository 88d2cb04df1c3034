'use client';

import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextArea, TextInput } from '@/components/ui/text-input';
import { optionText, type RunField } from './run-form';

/** One input of a run, by what it declares. */
export function RunInput({
  field,
  isFirst,
  value,
  problem,
  onChange,
}: {
  field: RunField;
  /** Has the focus when the form opens. */
  isFirst: boolean;
  value: string | boolean;
  problem: 'required' | 'notNumber' | 'notJson' | undefined;
  onChange: (value: string | boolean) => void;
}) {
  const t = useT();
  return (
    <Field
      label={field.title}
      hint={field.hint}
      required={field.required}
      error={problem === undefined ? undefined : t(`editor.runForm.${problem}`)}
    >
      <RunControl field={field} isFirst={isFirst} value={value} onChange={onChange} />
    </Field>
  );
}

function RunControl({
  field,
  isFirst,
  value,
  onChange,
}: {
  field: RunField;
  isFirst: boolean;
  value: string | boolean;
  onChange: (value: string | boolean) => void;
}) {
  const t = useT();
  const text = typeof value === 'string' ? value : '';
  if (field.control === 'switch') return <Switch checked={value === true} onChange={onChange} />;
  if (field.control === 'select') {
    const options = field.options.map((option) => ({ value: optionText(option), label: optionText(option) }));
    return <Select value={text} options={[{ value: '', label: t('editor.runForm.choose') }, ...options]} onChange={onChange} />;
  }
  if (field.control === 'text' || field.control === 'number') {
    return (
      <TextInput
        data-autofocus={isFirst || undefined}
        inputMode={field.control === 'number' ? 'decimal' : 'text'}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <TextArea
      data-autofocus={isFirst || undefined}
      mono={field.control === 'json'}
      rows={text.length > 400 ? 10 : 5}
      value={text}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
