'use client';

import { Button } from '@/components/ui/button';
import { useT } from '@/components/ui/i18n-provider';
import { RUN_STATUSES, RUN_TRIGGERS, type RunFilterName, type RunFilterTexts } from '@/lib/contracts/run-filter';
import { membersOf, textsOf, unreadable, withFilters } from './filter-address';
import styles from './filter-bar.module.css';
import { FilterChip } from './filter-chip';
import { FlowForm, LabelForm, MembersForm, TextForm, TimeForm } from './filter-forms';
import { FILTER_CHIPS, type FilterChipName, filterText } from './filter-text';

type Change = (texts: RunFilterTexts) => void;

/** Filters that a chip stands for. */
const NAMES: Record<FilterChipName, readonly RunFilterName[]> = {
  status: ['status'],
  flow: ['flow'],
  time: ['from', 'to'],
  trigger: ['trigger'],
  revision: ['revision'],
  cost: ['cost_min', 'cost_max'],
  label: ['label'],
  model: ['model'],
  cost_tag: ['cost_tag'],
};

/** Every filter as a chip, those that are set first on a narrow screen. */
export function FilterBar({
  texts,
  flows,
  onChange,
}: {
  texts: RunFilterTexts;
  flows: readonly { id: string; name: string }[];
  onChange: Change;
}) {
  const t = useT();
  const flowName = (id: string) => flows.find((flow) => flow.id === id)?.name ?? t('runs.filter.unknownFlow', { id: id.slice(-6) });
  const bad = new Set(unreadable(texts));
  const clear = (names: readonly RunFilterName[]) =>
    onChange(withFilters(texts, Object.fromEntries(names.map((name) => [name, undefined]))));
  return (
    <search aria-label={t('runs.filter.label')} className={styles.bar}>
      {FILTER_CHIPS.map((chip) => (
        <FilterChip
          key={chip}
          name={t(`runs.filter.name.${chip}`)}
          value={filterText(t, chip, texts, flowName)}
          isBad={NAMES[chip].some((name) => bad.has(name))}
          onClear={() => clear(NAMES[chip])}
        >
          {(close) => <ChipForm chip={chip} texts={texts} flows={flows} onChange={onChange} onDone={close} />}
        </FilterChip>
      ))}
      {Object.keys(texts).length > 0 && (
        <Button variant="ghost" size="small" onClick={() => onChange({})}>
          {t('runs.filter.clearAll')}
        </Button>
      )}
    </search>
  );
}

function ChipForm({
  chip,
  texts,
  flows,
  onChange,
  onDone,
}: {
  chip: FilterChipName;
  texts: RunFilterTexts;
  flows: readonly { id: string; name: string }[];
  onChange: Change;
  onDone: () => void;
}) {
  const t = useT();
  const set = (changes: RunFilterTexts) => onChange(withFilters(texts, changes));
  const setAndClose = (changes: Parameters<typeof withFilters>[1]) => {
    onChange(withFilters(texts, changes));
    onDone();
  };
  const fields = (...names: RunFilterName[]) =>
    names.map((name) => ({
      name,
      label: t(`runs.filter.field.${name}` as 'runs.filter.field.model'),
      hint: t(`runs.filter.hint.${name}` as 'runs.filter.hint.model'),
      value: textsOf(texts, name)[0] ?? '',
    }));
  switch (chip) {
    case 'status': {
      const options = RUN_STATUSES.map((one) => ({ value: one, label: t(`common.status.${one}`) }));
      return <MembersForm options={options} chosen={membersOf(texts, 'status')} onChange={(status) => set({ status })} />;
    }
    case 'trigger': {
      const options = RUN_TRIGGERS.map((one) => ({ value: one, label: t(`flows.trigger.${one}`) }));
      return <MembersForm options={options} chosen={membersOf(texts, 'trigger')} onChange={(trigger) => set({ trigger })} />;
    }
    case 'flow':
      return <FlowForm flows={flows} chosen={textsOf(texts, 'flow')[0] ?? null} onChoose={(flow) => setAndClose({ flow })} />;
    case 'time':
      return <TimeForm from={textsOf(texts, 'from')[0]} to={textsOf(texts, 'to')[0]} onApply={setAndClose} />;
    case 'cost':
      return <TextForm key={chip} fields={fields('cost_min', 'cost_max')} onApply={setAndClose} />;
    case 'label':
      return <LabelForm labels={textsOf(texts, 'label')} onChange={(label) => set({ label })} />;
    case 'revision':
      return (
        <TextForm
          key={chip}
          fields={fields('revision')}
          extra={{ label: t('runs.filter.drafts'), changes: { revision: 'draft' } }}
          onApply={setAndClose}
        />
      );
    case 'model':
      return <TextForm key={chip} fields={fields('model')} onApply={setAndClose} />;
    case 'cost_tag':
      return (
        <TextForm
          key={chip}
          fields={fields('cost_tag')}
          extra={{ label: t('runs.filter.noTag'), changes: { cost_tag: '' } }}
          onApply={setAndClose}
        />
      );
  }
}
