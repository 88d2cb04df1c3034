'use client';

import { useDraft } from '@/components/schema-form';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { TriggerDeclaration } from '@/lib/dsl/document';
import { useTools } from './editor-context';
import styles from './inspector.module.css';
import { useCredentialChoices, useFlowFacts } from './use-settings';

/** What starts runs of the published flow. Webhooks are set here; triggers of other kinds stay as they are. */
export function TriggerSettings({
  triggers,
  onChange,
}: {
  triggers: readonly TriggerDeclaration[];
  onChange: (triggers: TriggerDeclaration[]) => void;
}) {
  const t = useT();
  const add = () => {
    const id = freeName('webhook', new Set(triggers.map((trigger) => trigger.id)));
    const path = freeName('hook', new Set(triggers.map((trigger) => trigger.path)));
    onChange([...triggers, { id, type: 'webhook', path, auth: 'token', respond: 'result' }]);
  };
  return (
    <>
      {triggers.map((trigger, at) => (
        <div key={trigger.id} className={styles.card}>
          <div className={styles.line}>
            <strong>
              {trigger.type === 'webhook'
                ? t('editor.flow.webhook')
                : t('editor.flow.otherTrigger', { type: trigger.type, id: trigger.id })}
            </strong>
            <IconButton
              icon="trash-2"
              size="small"
              label={t('editor.flow.removeTrigger', { name: trigger.id })}
              onClick={() => onChange(triggers.toSpliced(at, 1))}
            />
          </div>
          {trigger.type === 'webhook' && <Webhook trigger={trigger} onChange={(next) => onChange(triggers.with(at, next))} />}
        </div>
      ))}
      <Button size="small" icon="webhook" onClick={add} className={styles.start}>
        {t('editor.flow.addWebhook')}
      </Button>
    </>
  );
}

function Webhook({ trigger, onChange }: { trigger: TriggerDeclaration; onChange: (trigger: TriggerDeclaration) => void }) {
  const t = useT();
  const path = useDraft(trigger.path ?? '', (text) => onChange({ ...trigger, path: text }));
  const setAuth = (value: string) => {
    const auth = value === 'none' || value === 'hmac' ? value : 'token';
    const { credential: _old, ...rest } = trigger;
    onChange(auth === 'hmac' ? { ...trigger, auth } : { ...rest, auth });
  };
  return (
    <>
      <Field label={t('editor.flow.path')} hint={t('editor.flow.pathHint')}>
        <TextInput mono value={path.text} maxLength={128} onChange={(event) => path.change(event.target.value)} onBlur={path.settle} />
      </Field>
      <Field label={t('editor.flow.auth')}>
        <Select
          value={trigger.auth ?? 'token'}
          options={[
            { value: 'token', label: t('editor.flow.authToken') },
            { value: 'hmac', label: t('editor.flow.authHmac') },
            { value: 'none', label: t('editor.flow.authNone') },
          ]}
          onChange={setAuth}
        />
      </Field>
      {trigger.auth === 'hmac' && <SecretChoice trigger={trigger} onChange={onChange} />}
      <Field label={t('editor.flow.respond')}>
        <Select
          value={trigger.respond ?? 'accepted'}
          options={[
            { value: 'result', label: t('editor.flow.respondResult') },
            { value: 'accepted', label: t('editor.flow.respondAccepted') },
          ]}
          onChange={(value) => onChange({ ...trigger, respond: value === 'result' ? 'result' : 'accepted' })}
        />
      </Field>
      <Address declaredId={trigger.id} />
    </>
  );
}

/** The secret that signatures are checked with. */
function SecretChoice({ trigger, onChange }: { trigger: TriggerDeclaration; onChange: (trigger: TriggerDeclaration) => void }) {
  const t = useT();
  const { data } = useCredentialChoices();
  const secrets = data?.items.filter((credential) => credential.kind === 'webhook_secret') ?? [];
  return (
    <Field label={t('editor.flow.secret')} hint={secrets.length === 0 ? t('editor.flow.noSecrets') : undefined}>
      <Select
        value={trigger.credential ?? ''}
        options={[{ value: '', label: t('form.choose') }, ...secrets.map(({ name }) => ({ value: name, label: name }))]}
        onChange={(value) => {
          const { credential: _old, ...rest } = trigger;
          onChange(value === '' ? rest : { ...rest, credential: value });
        }}
      />
    </Field>
  );
}

/** Where to call a webhook, once publishing made it work. */
function Address({ declaredId }: { declaredId: string }) {
  const t = useT();
  const { flowId } = useTools();
  const url = useFlowFacts(flowId).data?.triggers.find((view) => view.declaredId === declaredId)?.url;
  if (!url) return <p className={styles.hint}>{t('editor.flow.addressLater')}</p>;
  const address = new URL(url, location.origin).href;
  return (
    <div className={styles.line}>
      <code className={styles.address}>{address}</code>
      <CopyButton text={address} />
    </div>
  );
}

function freeName(base: string, taken: ReadonlySet<string | undefined>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
