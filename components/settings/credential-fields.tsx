'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { CredentialKind } from '@/lib/contracts/settings';
import type { MessageKey } from '@/lib/i18n';
import { AZURE_API_VERSION, type CredentialDraft, factsOf, isMoved, MODEL_KINDS, type Problems } from './credential-draft';
import styles from './settings.module.css';

interface FieldsProps {
  draft: CredentialDraft;
  /** As it is stored; null for a new one. */
  before: CredentialDraft | null;
  problems: Problems;
  nameError: string | undefined;
  onChange: (part: Partial<CredentialDraft>) => void;
}

/** What a provider's credential is made of; each kind shows what it needs. */
export function CredentialFields({ draft, before, problems, nameError, onChange }: FieldsProps) {
  const t = useT();
  const facts = factsOf(draft.kind);
  const isAzure = draft.kind === 'azure_openai';
  const say = (key: MessageKey | undefined) => key && t(key, { version: AZURE_API_VERSION, where: facts?.console ?? '' });
  return (
    <>
      <Field label={t('settings.models.kind')}>
        <Select
          value={draft.kind}
          disabled={before !== null}
          // The options are kinds.
          onChange={(kind) => onChange({ kind: kind as CredentialKind })}
          options={MODEL_KINDS.map((kind) => ({ value: kind, label: t(`settings.models.kinds.${kind}`) }))}
        />
      </Field>
      <Field required label={t('settings.models.name')} hint={t('settings.models.nameHint')} error={say(problems.name) ?? nameError}>
        <TextInput value={draft.name} maxLength={128} autoComplete="off" onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      {facts?.needsBaseUrl && <BaseUrlField draft={draft} error={say(problems.baseUrl)} onChange={onChange} />}
      {isAzure && <AzureFields draft={draft} problems={problems} say={say} onChange={onChange} />}
      <Field
        required={facts?.needsKey === true && (before === null || isMoved(draft, before))}
        optional={facts?.needsKey === false}
        label={t('settings.models.secret')}
        hint={say(secretHint(draft, before))}
        error={say(problems.secret)}
      >
        <SecretInput value={draft.secret} onChange={(secret) => onChange({ secret })} />
      </Field>
      <Field optional label={t(isAzure ? 'settings.models.behind' : 'settings.models.defaultModel')} hint={t(modelHint(draft.kind))}>
        <TextInput
          mono
          value={draft.defaultModel}
          maxLength={128}
          autoComplete="off"
          onChange={(event) => onChange({ defaultModel: event.target.value })}
        />
      </Field>
      {facts?.needsBaseUrl === false && <BaseUrlField draft={draft} error={say(problems.baseUrl)} onChange={onChange} />}
    </>
  );
}

function BaseUrlField({
  draft,
  error,
  onChange,
}: {
  draft: CredentialDraft;
  error: string | undefined;
  onChange: FieldsProps['onChange'];
}) {
  const t = useT();
  const facts = factsOf(draft.kind);
  const isAzure = draft.kind === 'azure_openai';
  const hint = facts?.needsBaseUrl ? (isAzure ? 'endpointHint' : 'baseUrlHint') : 'ownBaseUrlHint';
  return (
    <Field
      required={facts?.needsBaseUrl === true}
      optional={facts?.needsBaseUrl === false}
      label={t(isAzure ? 'settings.models.endpoint' : 'settings.models.baseUrl')}
      hint={t(`settings.models.${hint}`)}
      error={error}
    >
      <TextInput
        mono
        type="url"
        value={draft.baseUrl}
        maxLength={512}
        placeholder={facts?.baseUrl}
        autoComplete="off"
        onChange={(event) => onChange({ baseUrl: event.target.value })}
      />
    </Field>
  );
}

function AzureFields({
  draft,
  problems,
  say,
  onChange,
}: Pick<FieldsProps, 'draft' | 'problems' | 'onChange'> & { say: (key: MessageKey | undefined) => string | undefined }) {
  const t = useT();
  return (
    <>
      <Field required label={t('settings.models.deployment')} hint={t('settings.models.deploymentHint')} error={say(problems.deployment)}>
        <TextInput
          mono
          value={draft.deployment}
          maxLength={64}
          autoComplete="off"
          onChange={(event) => onChange({ deployment: event.target.value })}
        />
      </Field>
      <Field optional label={t('settings.models.apiVersion')} hint={say('settings.models.apiVersionHint')} error={say(problems.apiVersion)}>
        <TextInput
          mono
          value={draft.apiVersion}
          placeholder={AZURE_API_VERSION}
          autoComplete="off"
          onChange={(event) => onChange({ apiVersion: event.target.value })}
        />
      </Field>
    </>
  );
}

function SecretInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT();
  const [isShown, setShown] = useState(false);
  return (
    <div className={styles.secretLine}>
      <TextInput
        mono
        type={isShown ? 'text' : 'password'}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <IconButton
        icon={isShown ? 'eye-off' : 'eye'}
        label={isShown ? t('settings.models.hideSecret') : t('settings.models.showSecret')}
        onClick={() => setShown(!isShown)}
      />
    </div>
  );
}

function secretHint(draft: CredentialDraft, before: CredentialDraft | null): MessageKey | undefined {
  if (before !== null) return isMoved(draft, before) ? 'settings.models.secretAgain' : 'settings.models.secretKeep';
  return draft.kind === 'openai_compatible' ? 'settings.models.secretHint' : undefined;
}

function modelHint(kind: CredentialKind): MessageKey {
  if (kind === 'azure_openai') return 'settings.models.behindHint';
  return kind === 'openai_compatible' ? 'settings.models.localModelHint' : 'settings.models.defaultModelHint';
}
