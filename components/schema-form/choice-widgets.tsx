'use client';

import { useId } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { NumberInput } from '@/components/ui/number-input';
import { Select, type SelectOption } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { FieldFrame, titleOf, type WidgetProps } from './field-frame';
import { typesOf } from './field-kind';
import { useFormSources } from './form-sources';
import { ReferenceMenu } from './reference-menu';
import { useDraft } from './use-draft';

/** A number within its bounds; where it may be a template, the menu turns it into one. */
export function NumberWidget({ field }: { field: WidgetProps }) {
  const { schema, value, onChange } = field;
  const preset = schema.default ?? schema.examples?.[0];
  return (
    <FieldFrame
      field={field}
      aside={schema['x-template'] && <ReferenceMenu field={titleOf(field)} onPick={(path) => onChange(`{{ ${path} }}`)} />}
    >
      <NumberInput
        value={typeof value === 'number' ? value : null}
        min={schema.minimum}
        max={schema.maximum}
        integer={typesOf(schema).includes('integer')}
        placeholder={preset === undefined ? undefined : String(preset)}
        onCommit={(next) => onChange(next ?? undefined)}
      />
    </FieldFrame>
  );
}

/** One of the values an enum lists. */
export function SelectWidget({ field }: { field: WidgetProps }) {
  const t = useT();
  const { schema, value, onChange, required } = field;
  const values = schema.enum ?? [];
  const options: SelectOption[] = values.map((option, at) => ({ value: String(at), label: String(option) }));
  const at = values.indexOf(value ?? schema.default ?? null);
  if (at < 0) options.unshift({ value: '-1', label: value === undefined ? t('form.choose') : String(value) });
  else if (!required && schema.default === undefined) options.unshift({ value: '-1', label: t('form.noChoice') });
  return (
    <FieldFrame field={field}>
      <Select options={options} value={String(at)} onChange={(next) => onChange(values[Number(next)])} />
    </FieldFrame>
  );
}

/** On or off. */
export function SwitchWidget({ field }: { field: WidgetProps }) {
  return (
    <FieldFrame field={field}>
      <Switch checked={field.value === true} onChange={field.onChange} />
    </FieldFrame>
  );
}

/** One of the workspace's model providers; one that has no key yet says so. */
export function ProviderWidget({ field }: { field: WidgetProps }) {
  const t = useT();
  const { providers } = useFormSources();
  const value = typeof field.value === 'string' ? field.value : '';
  const options: SelectOption[] = providers.map((provider) => ({
    value: provider.id,
    label: provider.configured ? provider.title : t('form.providerWithoutKey', { title: provider.title }),
  }));
  if (!providers.some((provider) => provider.id === value)) options.unshift({ value, label: value === '' ? t('form.choose') : value });
  return (
    <FieldFrame field={field}>
      <Select options={options} value={value} onChange={field.onChange} />
    </FieldFrame>
  );
}

/** A model of the provider beside it, by name: listed ones are offered, any may be written. */
export function ModelWidget({ field }: { field: WidgetProps }) {
  const t = useT();
  const id = useId();
  const { providers } = useFormSources();
  const provider = providers.find((candidate) => candidate.id === field.siblings.provider);
  const draft = useDraft(typeof field.value === 'string' ? field.value : '', (text) => field.onChange(text === '' ? undefined : text));
  return (
    <FieldFrame field={field}>
      <TextInput
        list={id}
        value={draft.text}
        placeholder={provider?.defaultModel ? t('form.defaultModel', { model: provider.defaultModel }) : t('form.providersModel')}
        onChange={(event) => draft.change(event.target.value)}
        onBlur={draft.settle}
      />
      <datalist id={id}>
        {provider?.models.map((model) => (
          <option key={model} value={model} />
        ))}
      </datalist>
    </FieldFrame>
  );
}

/** One of the workspace's credentials, by name. */
export function CredentialWidget({ field }: { field: WidgetProps }) {
  const t = useT();
  const { credentials } = useFormSources();
  const value = typeof field.value === 'string' ? field.value : '';
  const options: SelectOption[] = [
    { value: '', label: t('form.noCredential') },
    ...credentials.map((credential) => ({ value: credential.name, label: credential.name })),
  ];
  if (value !== '' && !credentials.some((credential) => credential.name === value)) {
    options.push({ value, label: t('form.unknownCredential', { name: value }) });
  }
  return (
    <FieldFrame field={field}>
      <Select options={options} value={value} onChange={(next) => field.onChange(next === '' ? undefined : next)} />
    </FieldFrame>
  );
}
