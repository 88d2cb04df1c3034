'use client';

import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { Select } from '@/components/ui/select';
import type { ImportReport } from '@/lib/contracts/transfer';
import styles from './flow-transfer.module.css';

type Needs = ImportReport['credentials'];

/** Each credential the text names, and which of the workspace's own stands in for it. */
export function CredentialMap(props: {
  needs: Needs;
  areSeen: boolean;
  chosen: Readonly<Record<string, string>>;
  onChange: (chosen: Record<string, string>) => void;
}) {
  const t = useT();
  const { needs, areSeen, chosen, onChange } = props;
  if (!areSeen) return <p className={styles.note}>{t('transfer.credentialsUnseen', { names: needs.map(({ reference }) => reference) })}</p>;
  const choose = (reference: string, name: string) => {
    const { [reference]: _before, ...rest } = chosen;
    onChange(name === '' ? rest : { ...rest, [reference]: name });
  };
  return (
    <fieldset className={styles.credentials}>
      <legend>{t('transfer.credentials')}</legend>
      {needs.map((need) => (
        <Field
          key={`${need.kind} ${need.reference}`}
          label={<code className="mono">{need.reference}</code>}
          hint={hintOf(need)}
          aside={need.nodes.length > 0 && <span className={styles.faint}>{t('transfer.usedBy', { nodes: need.nodes })}</span>}
        >
          <Select
            value={chosen[need.reference] ?? ''}
            onChange={(name) => choose(need.reference, name)}
            options={[
              {
                value: '',
                label: t(need.found ? 'transfer.sameCredential' : 'transfer.keepReference', { name: need.found?.name ?? need.reference }),
              },
              ...need.choices.filter(({ name }) => name !== need.found?.name).map(({ name }) => ({ value: name, label: name })),
            ]}
          />
        </Field>
      ))}
    </fieldset>
  );

  function hintOf({ found, choices }: Needs[number]): string | null {
    if (found) return null;
    return t(choices.length > 0 ? 'transfer.chooseCredential' : 'transfer.noCredential');
  }
}
