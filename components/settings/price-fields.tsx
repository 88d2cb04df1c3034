'use client';

import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { Select } from '@/components/ui/select';
import { Checkbox } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import type { MessageKey } from '@/lib/i18n';
import { NO_LONG, type PriceDraft, type PriceProblems, type RateDraft } from './price-draft';
import styles from './price-settings.module.css';
import { providerName } from './price-table';

/** Providers that charge; the demo model is free. */
const PRICED = ['openai', 'azure_openai', 'anthropic', 'google', 'openai_compatible'] as const;

/** What a price is made of. */
export function PriceFields({
  draft,
  problems,
  onChange,
}: {
  draft: PriceDraft;
  problems: PriceProblems;
  onChange: (part: Partial<PriceDraft>) => void;
}) {
  const t = useT();
  const say = (key: MessageKey | undefined) => key && t(key);
  const { long } = draft;
  return (
    <>
      <div className={styles.pair}>
        <Field label={t('settings.prices.provider')}>
          <Select
            value={draft.provider}
            onChange={(provider) => onChange({ provider })}
            options={PRICED.map((provider) => ({ value: provider, label: providerName(t, provider) }))}
          />
        </Field>
        <Field required label={t('settings.prices.model')} hint={t('settings.prices.modelHint')} error={say(problems.model)}>
          <TextInput
            mono
            value={draft.model}
            maxLength={128}
            autoComplete="off"
            onChange={(event) => onChange({ model: event.target.value })}
          />
        </Field>
      </div>
      <Rates
        title={t('settings.prices.rates')}
        rates={draft}
        problemOf={(name) => say(problems[name])}
        onChange={(part) => onChange(part)}
      />
      <Checkbox
        label={t('settings.prices.hasLong')}
        checked={long !== null}
        onChange={(isOn) => onChange({ long: isOn ? NO_LONG : null })}
      />
      {long && (
        <>
          <Field required label={t('settings.prices.above')} error={say(problems.above)}>
            <TextInput
              inputMode="numeric"
              value={long.above}
              onChange={(event) => onChange({ long: { ...long, above: event.target.value } })}
            />
          </Field>
          <Rates
            title={t('settings.prices.longRates')}
            rates={long}
            problemOf={(name) => say(problems[`long.${name}`])}
            onChange={(part) => onChange({ long: { ...long, ...part } })}
          />
        </>
      )}
      <div className={styles.pair}>
        <Field optional label={t('settings.prices.since')} hint={t('settings.prices.sinceHint')} error={say(problems.since)}>
          <TextInput type="date" value={draft.since} onChange={(event) => onChange({ since: event.target.value })} />
        </Field>
        <Field optional label={t('settings.prices.untilDay')} hint={t('settings.prices.untilHint')} error={say(problems.until)}>
          <TextInput type="date" value={draft.until} onChange={(event) => onChange({ until: event.target.value })} />
        </Field>
      </div>
      <Field optional label={t('settings.prices.source')} hint={t('settings.prices.sourceHint')}>
        <TextInput value={draft.source} maxLength={256} autoComplete="off" onChange={(event) => onChange({ source: event.target.value })} />
      </Field>
    </>
  );
}

function Rates({
  title,
  rates,
  problemOf,
  onChange,
}: {
  title: string;
  rates: RateDraft;
  problemOf: (name: keyof RateDraft) => string | undefined;
  onChange: (part: Partial<RateDraft>) => void;
}) {
  const t = useT();
  const field = (name: keyof RateDraft, isRequired: boolean) => (
    <Field
      required={isRequired}
      optional={!isRequired}
      label={t(`settings.prices.column.${name}`)}
      hint={isRequired ? undefined : t('settings.prices.asInput')}
      error={problemOf(name)}
    >
      <TextInput
        inputMode="decimal"
        value={rates[name]}
        autoComplete="off"
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      <div className={styles.pair}>
        {field('prompt', true)}
        {field('completion', true)}
        {field('cached', false)}
        {field('cacheWrite', false)}
      </div>
    </fieldset>
  );
}
