'use client';

import Link from 'next/link';
import { Cost, Duration, RelativeTime, Tokens } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import { StatusChip } from '@/components/ui/status-chip';
import { type Column, Table } from '@/components/ui/table';
import type { RunSummary } from '@/lib/contracts/runs';
import { failureLine, type Translate } from '@/lib/i18n';
import styles from './run-list.module.css';

/** Runs as a table; on phones flow, status and time. */
export function RunTable({ runs }: { runs: readonly RunSummary[] }) {
  const t = useT();
  return <Table caption={t('run.listTitle')} columns={columnsOf(t)} rows={runs} rowKey={(run) => run.id} fixed />;
}

function columnsOf(t: Translate): Column<RunSummary>[] {
  return [
    { id: 'flow', title: t('run.flow'), cell: (run) => <RunName run={run} /> },
    { id: 'status', title: t('run.status'), width: '132px', cell: (run) => <StatusChip status={run.status} /> },
    { id: 'trigger', title: t('run.trigger'), width: '104px', hideOnPhone: true, cell: (run) => triggerText(t, run.triggerType) },
    {
      id: 'duration',
      title: t('run.duration'),
      width: '96px',
      align: 'end',
      hideOnPhone: true,
      cell: (run) => <Duration ms={run.durationMs} />,
    },
    {
      id: 'tokens',
      title: t('run.tokens'),
      width: '84px',
      align: 'end',
      hideOnPhone: true,
      cell: ({ usage }) => <Tokens count={usage.promptTokens + usage.completionTokens} />,
    },
    {
      id: 'cost',
      title: t('run.cost'),
      width: '84px',
      align: 'end',
      hideOnPhone: true,
      cell: ({ usage }) => <Cost usage={usage} />,
    },
    {
      id: 'started',
      hideOnPhone: true,
      title: t('run.started'),
      width: '108px',
      align: 'end',
      cell: (run) => <RelativeTime at={run.startedAt ?? run.createdAt} />,
    },
  ];
}

function RunName({ run }: { run: RunSummary }) {
  const t = useT();
  return (
    <div className={styles.name}>
      <Link href={`/runs/${run.id}`} className={styles.nameLink}>
        {run.flowName}
      </Link>
      <span className={styles.note}>
        {run.error ? failureLine(t, run.error) : run.revNo === null ? t('run.noRevision') : t('run.revision', { rev: run.revNo })}
      </span>
      <span className={styles.phoneTime}>
        <RelativeTime at={run.startedAt ?? run.createdAt} />
      </span>
    </div>
  );
}

function triggerText(t: Translate, type: string): string {
  const key = `flows.trigger.${type}`;
  return t.has(key) ? t(key) : type;
}

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The table's frame with rows of the height that real ones have. */
export function RunTableSkeleton() {
  const t = useT();
  const columns: Column<string>[] = columnsOf(t).map((column) => ({
    ...column,
    cell: () => (
      <div className={column.id === 'flow' ? styles.name : undefined}>
        <Skeleton width="70%" />
      </div>
    ),
  }));
  return (
    <div aria-busy="true">
      <span className="visually-hidden" role="status">
        {t('common.loading')}
      </span>
      <Table caption={t('run.listTitle')} columns={columns} rows={SKELETON_ROWS} rowKey={(row) => row} fixed />
    </div>
  );
}
