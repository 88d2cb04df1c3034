'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { Checkbox } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { type RunFilterName, type RunFilterTexts, runFilterSchema } from '@/lib/contracts/run-filter';
import styles from './filter-bar.module.css';
import { STRETCHES } from './filter-text';

type Changes = { [Name in RunFilterName]?: string | string[] | undefined };

/** Several of a list; each tick counts at once. */
export function MembersForm({
  options,
  chosen,
  onChange,
}: {
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  return (
    <div className={styles.form}>
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={(isIn) => onChange(isIn ? [...chosen, value] : chosen.filter((one) => one !== value))}
        />
      ))}
    </div>
  );
}

/** One flow, found by its name. */
export function FlowForm({
  flows,
  chosen,
  onChoose,
}: {
  flows: readonly { id: string; name: string }[];
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  const t = useT();
  const [search, setSearch] = useState('');
  const found = flows.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <div className={styles.form}>
      <TextInput
        type="search"
        icon="search"
        value={search}
        aria-label={t('runs.filter.findFlow')}
        placeholder={t('runs.filter.findFlow')}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className={styles.options}>
        {found.map(({ id, name }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === chosen} className={styles.option} onClick={() => onChoose(id)}>
              <span className="truncate">{name}</span>
              {id === chosen && <Icon name="check" size={14} />}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="faint">{t('runs.filter.noFlow')}</p>}
    </div>
  );
}

/** One or two texts, checked as the address will be before they count. */
export function TextForm({
  fields,
  extra,
  onApply,
}: {
  fields: readonly { name: RunFilterName; label: string; hint: string; value: string }[];
  /** A choice that is no text. */
  extra?: { label: string; changes: Changes };
  onApply: (changes: Changes) => void;
}) {
  const t = useT();
  const [drafts, setDrafts] = useState<RunFilterTexts>(() => Object.fromEntries(fields.map(({ name, value }) => [name, value])));
  const [wrong, setWrong] = useState<ReadonlySet<unknown>>(new Set());
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const changes: Changes = {};
    for (const { name } of fields) changes[name] = String(drafts[name] ?? '').trim() || undefined;
    const { error } = runFilterSchema.safeParse(changes);
    setWrong(new Set(error?.issues.map(({ path }) => path[0])));
    if (!error) onApply(changes);
  };
  return (
    <form className={styles.form} onSubmit={apply}>
      {fields.map(({ name, label, hint }) => (
        <Field key={name} label={label} hint={hint} error={wrong.has(name) ? t('runs.filter.wrong') : undefined}>
          <TextInput
            value={String(drafts[name] ?? '')}
            onChange={(event) => setDrafts((before) => ({ ...before, [name]: event.target.value }))}
          />
        </Field>
      ))}
      <div className={styles.formFoot}>
        {extra && (
          <Button variant="ghost" size="small" onClick={() => onApply(extra.changes)}>
            {extra.label}
          </Button>
        )}
        <Button type="submit" size="small" variant="primary">
          {t('runs.filter.apply')}
        </Button>
      </div>
    </form>
  );
}

/** Labels that must all hold, as key and value. */
export function LabelForm({ labels, onChange }: { labels: readonly string[]; onChange: (labels: string[]) => void }) {
  const t = useT();
  const [draft, setDraft] = useState('');
  const [isWrong, setWrong] = useState(false);
  const add = (event: FormEvent) => {
    event.preventDefault();
    const next = [...labels, draft.trim()];
    const isReadable = runFilterSchema.safeParse({ label: next }).success;
    setWrong(!isReadable);
    if (!isReadable) return;
    setDraft('');
    onChange(next);
  };
  return (
    <form className={styles.form} onSubmit={add}>
      {labels.map((label) => (
        <div key={label} className={styles.label}>
          <span className="truncate">{label}</span>
          <IconButton
            icon="x"
            size="small"
            tooltip={false}
            label={t('runs.filter.clearOne', { name: label })}
            onClick={() => onChange(labels.filter((one) => one !== label))}
          />
        </div>
      ))}
      <Field
        label={t('runs.filter.field.label')}
        hint={t('runs.filter.hint.label')}
        error={isWrong ? t('runs.filter.wrongLabel') : undefined}
      >
        <TextInput value={draft} placeholder="customer=acme" onChange={(event) => setDraft(event.target.value)} />
      </Field>
      <div className={styles.formFoot}>
        <Button type="submit" size="small" variant="primary" disabled={draft.trim() === ''}>
          {t('common.add')}
        </Button>
      </div>
    </form>
  );
}

/** When the run was made: a stretch before now, or from one moment to another in the time zone of whoever looks. */
export function TimeForm({ from, to, onApply }: { from: string | undefined; to: string | undefined; onApply: (changes: Changes) => void }) {
  const t = useT();
  const [start, setStart] = useState(() => toLocal(from));
  const [end, setEnd] = useState(() => toLocal(to));
  const isTurned = start !== '' && end !== '' && start >= end;
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (!isTurned) onApply({ from: toIso(start), to: toIso(end) });
  };
  return (
    <form className={styles.form} onSubmit={apply}>
      <div className={styles.stretches}>
        {STRETCHES.map((stretch) => (
          <button
            key={stretch}
            type="button"
            aria-pressed={from === stretch && to === undefined}
            className={cx(styles.stretch, from === stretch && to === undefined && styles.pressed)}
            onClick={() => onApply({ from: stretch, to: undefined })}
          >
            {t(`runs.filter.stretch.${stretch}`)}
          </button>
        ))}
      </div>
      <Field label={t('runs.filter.field.from')}>
        <TextInput type="datetime-local" value={start} onChange={(event) => setStart(event.target.value)} />
      </Field>
      <Field label={t('runs.filter.field.to')} error={isTurned ? t('runs.filter.turned') : undefined}>
        <TextInput type="datetime-local" value={end} onChange={(event) => setEnd(event.target.value)} />
      </Field>
      <div className={styles.formFoot}>
        <Button type="submit" size="small" variant="primary" disabled={isTurned}>
          {t('runs.filter.apply')}
        </Button>
      </div>
    </form>
  );
}

/** A moment as the field of the browser writes it; nothing for a stretch. */
function toLocal(text: string | undefined): string {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  if (Number.isNaN(ms)) return '';
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function toIso(local: string): string | undefined {
  return local === '' ? undefined : new Date(local).toISOString();
}
