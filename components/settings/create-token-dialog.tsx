'use client';

import { type FormEvent, useId, useState } from 'react';
import { errorText } from '@/components/api';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { Select } from '@/components/ui/select';
import { Checkbox } from '@/components/ui/switch';
import { TextInput } from '@/components/ui/text-input';
import { PERMISSIONS, type Permission } from '@/lib/contracts/settings';
import styles from './settings.module.css';
import { useCreateToken } from './use-tokens';

const PRESETS = {
  run: ['flow:read', 'run:read', 'run:start', 'run:cancel', 'credential:use'],
  read: ['flow:read', 'run:read', 'usage:read'],
  all: [...PERMISSIONS],
} as const satisfies Record<string, readonly Permission[]>;

const EXPIRY_DAYS = [30, 90, 365] as const;

/** Asks what the token may do, then shows it the one time it can be seen. */
export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const create = useCreateToken();
  if (create.data) return <TokenOnce token={create.data.token} onClose={onClose} />;
  return (
    <TokenForm
      isBusy={create.isPending}
      error={create.error ? errorText(t, create.error) : null}
      onSubmit={(body) => create.mutate(body)}
      onClose={onClose}
    />
  );
}

function TokenForm({
  isBusy,
  error,
  onSubmit,
  onClose,
}: {
  isBusy: boolean;
  error: string | null;
  onSubmit: (body: { name: string; scopes: Permission[]; expiresInDays?: number }) => void;
  onClose: () => void;
}) {
  const t = useT();
  const formId = useId();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ReadonlySet<Permission>>(new Set(PRESETS.run));
  const [days, setDays] = useState('90');
  const [isTried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || scopes.size === 0) return;
    onSubmit({ name: name.trim(), scopes: [...scopes], ...(days !== '' && { expiresInDays: Number(days) }) });
  };
  return (
    <Dialog
      open
      title={t('settings.tokens.createTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isBusy}>
            {t('settings.tokens.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <Field required label={t('settings.tokens.name')} error={isTried && name.trim() === '' && t('settings.tokens.nameRequired')}>
          <TextInput
            value={name}
            maxLength={128}
            autoComplete="off"
            placeholder={t('settings.tokens.namePlaceholder')}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <ScopeBoxes scopes={scopes} isMissing={isTried && scopes.size === 0} onChange={setScopes} />
        <Field label={t('settings.tokens.expires')}>
          <Select
            value={days}
            onChange={setDays}
            options={[
              ...EXPIRY_DAYS.map((count) => ({ value: String(count), label: t('settings.tokens.expiry.days', { days: count }) })),
              { value: '', label: t('settings.tokens.expiry.none') },
            ]}
          />
        </Field>
        {error && (
          <p className={styles.fieldError} role="alert">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}

function ScopeBoxes({
  scopes,
  isMissing,
  onChange,
}: {
  scopes: ReadonlySet<Permission>;
  isMissing: boolean;
  onChange: (scopes: ReadonlySet<Permission>) => void;
}) {
  const t = useT();
  const toggle = (scope: Permission, isOn: boolean) => {
    const next = new Set(scopes);
    if (isOn) next.add(scope);
    else next.delete(scope);
    onChange(next);
  };
  return (
    <fieldset className={styles.scopes}>
      <legend className={styles.legend}>
        {t('settings.tokens.scopes')}
        {(['run', 'read', 'all'] as const).map((preset) => (
          <Button key={preset} size="small" variant="ghost" onClick={() => onChange(new Set(PRESETS[preset]))}>
            {t(`settings.tokens.presets.${preset}`)}
          </Button>
        ))}
      </legend>
      {PERMISSIONS.map((scope) => (
        <Checkbox key={scope} label={t(`settings.scope.${scope}`)} checked={scopes.has(scope)} onChange={(isOn) => toggle(scope, isOn)} />
      ))}
      {isMissing && <p className={styles.fieldError}>{t('settings.tokens.scopesRequired')}</p>}
    </fieldset>
  );
}

function TokenOnce({ token, onClose }: { token: string; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog
      open
      title={t('settings.tokens.onceTitle')}
      description={t('settings.tokens.onceText')}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('settings.tokens.onceDone')}
        </Button>
      }
    >
      <div className={styles.once}>
        <div className={styles.onceLine}>
          <code className="mono">{token}</code>
          <CopyButton text={token} label={t('common.copy')} />
        </div>
      </div>
    </Dialog>
  );
}
