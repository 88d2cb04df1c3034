'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import { Field } from '@/components/ui/field';
import { useT } from '@/components/ui/i18n-provider';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { ImportReport } from '@/lib/contracts/transfer';
import styles from './flow-transfer.module.css';
import type { OpenFlow } from './import-dialog';

/** Stands for "no flow yet" among ids. */
export const NEW_FLOW = 'new';

/** Where the text goes: a flow of its own with a name, or over the draft of one, with what that changes. */
export function ImportTarget(props: {
  report: ImportReport;
  openFlow: OpenFlow | undefined;
  target: string;
  onTarget: (target: string) => void;
  name: string;
  onName: (name: string) => void;
}) {
  const t = useT();
  const { report, openFlow, target, name } = props;
  const flows = useFlowNames(openFlow === undefined);
  const others = openFlow ? [{ id: openFlow.flowId, name: openFlow.name }] : (flows.data?.items ?? []);
  return (
    <div className={styles.target}>
      <Field label={t('transfer.as')}>
        <Select
          value={target}
          onChange={props.onTarget}
          options={[
            { value: NEW_FLOW, label: t('transfer.asNew') },
            ...others.map((flow) => ({ value: flow.id, label: t('transfer.asUpdate', { name: flow.name }) })),
          ]}
        />
      </Field>
      {target === NEW_FLOW ? (
        <Field label={t('transfer.name')} error={name.trim() === '' ? t('transfer.nameRequired') : null}>
          <TextInput value={name} maxLength={128} onChange={(event) => props.onName(event.target.value)} />
        </Field>
      ) : (
        report.update && <UpdateText update={report.update} />
      )}
    </div>
  );
}

function UpdateText({ update }: { update: NonNullable<ImportReport['update']> }) {
  const t = useT();
  if (update.sameMeaning) return <p className={styles.note}>{t('transfer.sameMeaning')}</p>;
  const { added, removed, changed, otherChanges } = update;
  const lines = [
    { key: 'added', nodes: added },
    { key: 'removed', nodes: removed },
    { key: 'changed', nodes: changed },
  ] as const;
  return (
    <div className={styles.note}>
      <p>{t('transfer.draftOnly')}</p>
      <ul>
        {lines.map(
          ({ key, nodes }) => nodes.length > 0 && <li key={key}>{t(`transfer.${key}`, { count: nodes.length, nodes: [...nodes] })}</li>,
        )}
        {otherChanges > 0 && <li>{t('transfer.otherChanges', { count: otherChanges })}</li>}
      </ul>
    </div>
  );
}

function useFlowNames(isWanted: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['flows', 'names'],
    queryFn: ({ signal }) => api.call('listFlows', { query: { limit: 200 }, signal }),
    enabled: isWanted,
  });
}
