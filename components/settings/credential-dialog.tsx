'use client';

import { type FormEvent, useId, useState } from 'react';
import { errorText } from '@/components/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { useToast } from '@/components/ui/toast';
import { isClientError } from '@/lib/client';
import type { CredentialKind, CredentialView, SaveCredential } from '@/lib/contracts/settings';
import type { MessageKey } from '@/lib/i18n';
import styles from './settings.module.css';
import { useSaveCredential } from './use-credentials';

/** A credential as the form holds it; `config` keeps what the form does not show. */
export interface CredentialDraft {
  name: string;
  kind: CredentialKind;
  baseUrl: string;
  defaultModel: string;
  secret: string;
  config: CredentialView['config'];
}

/** Where Ollama listens by default (docs.ollama.com, "OpenAI compatibility"). */
export const LOCAL_URL = 'http://127.0.0.1:11434/v1';

export const NEW_DRAFT: CredentialDraft = { name: '', kind: 'openai', baseUrl: '', defaultModel: '', secret: '', config: {} };

export const LOCAL_DRAFT: CredentialDraft = { ...NEW_DRAFT, name: 'local', kind: 'openai_compatible', baseUrl: LOCAL_URL };

type Problems = Partial<Record<'name' | 'baseUrl' | 'secret', MessageKey>>;

/** Adds a provider (`id` null) or changes one. The key is written, never read back. */
export function CredentialDialog({ id, initial, onClose }: { id: string | null; initial: CredentialDraft; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const formId = useId();
  const save = useSaveCredential(id);
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<Problems>({});
  const change = (part: Partial<CredentialDraft>) => {
    setDraft({ ...draft, ...part });
    setProblems({});
    save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemsOf(draft, id === null);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    save.mutate(toBody(draft), {
      onSuccess: (saved) => {
        toast({ tone: 'ok', text: t('settings.models.saved', { name: saved.name }) });
        onClose();
      },
    });
  };
  const isNameTaken = isClientError(save.error) && save.error.reason === 'name_taken';
  const say = (key: MessageKey | undefined) => (key ? t(key) : undefined);
  return (
    <Dialog
      open
      title={id === null ? t('settings.models.addTitle') : t('settings.models.editTitle', { name: initial.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <Field label={t('settings.models.kind')}>
          <Select
            value={draft.kind}
            disabled={id !== null}
            // The options are kinds.
            onChange={(kind) => change({ kind: kind as CredentialKind })}
            options={(['openai', 'openai_compatible'] as const).map((kind) => ({ value: kind, label: t(`settings.models.kinds.${kind}`) }))}
          />
        </Field>
        <Field
          required
          label={t('settings.models.name')}
          hint={t('settings.models.nameHint')}
          error={say(problems.name) ?? (isNameTaken && errorText(t, save.error))}
        >
          <TextInput value={draft.name} maxLength={128} autoComplete="off" onChange={(event) => change({ name: event.target.value })} />
        </Field>
        {draft.kind === 'openai_compatible' && (
          <Field required label={t('settings.models.baseUrl')} hint={t('settings.models.baseUrlHint')} error={say(problems.baseUrl)}>
            <TextInput
              mono
              type="url"
              value={draft.baseUrl}
              placeholder={LOCAL_URL}
              autoComplete="off"
              onChange={(event) => change({ baseUrl: event.target.value })}
            />
          </Field>
        )}
        <Field
          required={draft.kind === 'openai' && id === null}
          optional={draft.kind === 'openai_compatible'}
          label={t('settings.models.secret')}
          hint={secretHint()}
          error={say(problems.secret)}
        >
          <SecretInput value={draft.secret} onChange={(secret) => change({ secret })} />
        </Field>
        <Field
          optional
          label={t('settings.models.defaultModel')}
          hint={t(draft.kind === 'openai_compatible' ? 'settings.models.localModelHint' : 'settings.models.defaultModelHint')}
        >
          <TextInput
            mono
            value={draft.defaultModel}
            maxLength={128}
            autoComplete="off"
            onChange={(event) => change({ defaultModel: event.target.value })}
          />
        </Field>
        {save.isError && !isNameTaken && (
          <p className={styles.fieldError} role="alert">
            {errorText(t, save.error)}
          </p>
        )}
      </form>
    </Dialog>
  );

  function secretHint(): string | undefined {
    if (id !== null) return t('settings.models.secretKeep');
    return draft.kind === 'openai_compatible' ? t('settings.models.secretHint') : undefined;
  }
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

function problemsOf(draft: CredentialDraft, isNew: boolean): Problems {
  const problems: Problems = {};
  if (draft.name.trim() === '') problems.name = 'settings.models.nameRequired';
  if (draft.kind === 'openai_compatible' && !isWebAddress(draft.baseUrl)) problems.baseUrl = 'settings.models.baseUrlInvalid';
  if (draft.kind === 'openai' && isNew && draft.secret.trim() === '') problems.secret = 'settings.models.secretRequired';
  return problems;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text.trim()) && URL.canParse(text.trim());
}

function toBody(draft: CredentialDraft): SaveCredential {
  const { baseUrl: _baseUrl, defaultModel: _defaultModel, ...kept } = draft.config;
  const baseUrl = draft.kind === 'openai_compatible' ? draft.baseUrl.trim().replace(/\/+$/, '') : '';
  const defaultModel = draft.defaultModel.trim();
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    config: { ...kept, ...(baseUrl && { baseUrl }), ...(defaultModel && { defaultModel }) },
    ...(draft.secret.trim() && { secret: draft.secret.trim() }),
  };
}
