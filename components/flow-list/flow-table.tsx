'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useExportFlow } from '@/components/flow-transfer';
import { Chip } from '@/components/ui/chip';
import { Cost, RelativeTime } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { Skeleton } from '@/components/ui/skeleton';
import { type Column, Table } from '@/components/ui/table';
import type { FlowSummary } from '@/lib/contracts/flows';
import type { Translate } from '@/lib/i18n';
import styles from './flow-list.module.css';
import { FlowState } from './flow-state';
import { RunSparkline } from './run-sparkline';

/** The flows as a table; on phones only name, last runs and actions stay as columns. */
export function FlowTable({ flows, onDelete }: { flows: readonly FlowSummary[]; onDelete: (flow: FlowSummary) => void }) {
  const t = useT();
  return <Table caption={t('flows.title')} columns={columnsOf(t, onDelete)} rows={flows} rowKey={(flow) => flow.id} fixed />;
}

function columnsOf(t: Translate, onDelete: (flow: FlowSummary) => void): Column<FlowSummary>[] {
  return [
    { id: 'name', title: t('flows.column.name'), cell: (flow) => <FlowName flow={flow} /> },
    { id: 'status', title: t('flows.column.status'), width: '216px', hideOnPhone: true, cell: (flow) => <FlowState flow={flow} /> },
    { id: 'runs', title: t('flows.column.runs'), width: '136px', cell: (flow) => <RunSparkline runs={flow.lastRuns} /> },
    {
      id: 'cost',
      title: t('flows.column.cost'),
      width: '100px',
      align: 'end',
      hideOnPhone: true,
      cell: (flow) => <Cost usage={{ costNano: flow.costTodayNano, unknownCosts: flow.unknownToday }} />,
    },
    { id: 'triggers', title: t('flows.column.triggers'), width: '140px', hideOnPhone: true, cell: (flow) => <FlowTriggers flow={flow} /> },
    {
      id: 'updated',
      title: t('flows.column.updated'),
      width: '108px',
      align: 'end',
      hideOnPhone: true,
      cell: (flow) => <RelativeTime at={flow.updatedAt} />,
    },
    {
      id: 'actions',
      title: t('flows.column.actions'),
      isTitleHidden: true,
      width: '56px',
      align: 'end',
      cell: (flow) => <FlowActions flow={flow} onDelete={onDelete} />,
    },
  ];
}

function FlowName({ flow }: { flow: FlowSummary }) {
  const t = useT();
  return (
    <div className={styles.name}>
      <Link href={`/flows/${flow.id}`} className={styles.nameLink}>
        {flow.name}
      </Link>
      <span className={styles.nodeCount}>{t('flows.nodes', { count: flow.nodeCount })}</span>
      <span className={styles.phoneState}>
        <FlowState flow={flow} />
      </span>
    </div>
  );
}

function FlowTriggers({ flow }: { flow: FlowSummary }) {
  const t = useT();
  const types = [...new Set(flow.triggers.map((trigger) => trigger.type))].filter((type) => type !== 'manual');
  if (types.length === 0) return <span className="faint">{t('flows.noTriggers')}</span>;
  return (
    <span className={styles.chips}>
      {types.map((type) => {
        const key = `flows.trigger.${type}`;
        return <Chip key={type}>{t.has(key) ? t(key) : type}</Chip>;
      })}
    </span>
  );
}

function FlowActions({ flow, onDelete }: { flow: FlowSummary; onDelete: (flow: FlowSummary) => void }) {
  const t = useT();
  const router = useRouter();
  const exporting = useExportFlow();
  return (
    <Menu
      label={t('flows.actionsOf', { name: flow.name })}
      trigger={<Icon name="ellipsis" />}
      items={[
        { id: 'open', label: t('flows.open'), icon: 'pencil', onSelect: () => router.push(`/flows/${flow.id}`) },
        { id: 'runs', label: t('flows.seeRuns'), icon: 'play', onSelect: () => router.push(`/runs?flow=${flow.id}`) },
        { id: 'versions', label: t('flows.versions'), icon: 'history', onSelect: () => router.push(`/flows/${flow.id}/versions`) },
        {
          id: 'json',
          label: t('transfer.exportJson'),
          icon: 'download',
          onSelect: () => exporting.mutate({ flowId: flow.id, format: 'json' }),
        },
        {
          id: 'yaml',
          label: t('transfer.exportYaml'),
          icon: 'download',
          onSelect: () => exporting.mutate({ flowId: flow.id, format: 'yaml' }),
        },
        { id: 'line', separator: true },
        { id: 'delete', label: t('flows.delete'), icon: 'trash-2', danger: true, onSelect: () => onDelete(flow) },
      ]}
    />
  );
}

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e'];

/** The table's frame with rows of the height that real ones have. */
export function FlowTableSkeleton() {
  const t = useT();
  const columns: Column<string>[] = columnsOf(t, () => undefined).map((column) => ({
    ...column,
    cell: () =>
      column.id === 'name' ? (
        <div className={styles.name}>
          <Skeleton width={160} />
          <Skeleton width={64} height={10} />
        </div>
      ) : (
        <Skeleton width={column.id === 'actions' ? 20 : '70%'} />
      ),
  }));
  return (
    <div aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('common.loading')}
      </span>
      <Table caption={t('flows.title')} columns={columns} rows={SKELETON_ROWS} rowKey={(row) => row} fixed />
    </div>
  );
}
