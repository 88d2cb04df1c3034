'use client';

import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { NumberInput } from '@/components/ui/number-input';
import { Select } from '@/components/ui/select';
import type { RetryField } from '@/lib/dsl/document';
import type { Json } from '@/lib/std/json';
import styles from './inspector.module.css';

/** How often a node tries again and how long it waits between. */
export function RetryFields({
  retry,
  problems,
  onChange,
}: {
  retry: RetryField | undefined;
  problems: readonly string[];
  onChange: (retry: Json | undefined) => void;
}) {
  const t = useT();
  const set = (next: RetryField) => {
    // The policy is JSON; its interface has no index signature to say so.
    onChange(next.max === 0 ? undefined : (next as unknown as Json));
  };
  return (
    <div data-field="retry" className={styles.fields}>
      <Field label={t('editor.behaviour.retries')} error={problems[0]}>
        <NumberInput
          integer
          min={0}
          max={100}
          placeholder="0"
          value={retry?.max ?? null}
          onCommit={(max) => set({ ...retry, max: max ?? 0 })}
        />
      </Field>
      {retry && retry.max > 0 && (
        <div className={styles.two}>
          <Field label={t('editor.behaviour.backoff')}>
            <Select
              value={retry.backoff ?? 'exp'}
              options={[
                { value: 'exp', label: t('editor.behaviour.exp') },
                { value: 'fixed', label: t('editor.behaviour.fixed') },
              ]}
              onChange={(value) => set({ ...retry, backoff: value === 'fixed' ? 'fixed' : 'exp' })}
            />
          </Field>
          <Field label={t('editor.behaviour.initial')}>
            <NumberInput
              integer
              min={0}
              placeholder="1000"
              value={retry.initial_ms ?? null}
              onCommit={(value) => {
                const { initial_ms: _old, ...rest } = retry;
                set(value === null ? rest : { ...rest, initial_ms: value });
              }}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
