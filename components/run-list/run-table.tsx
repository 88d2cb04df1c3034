'use client';

import Link from 'next/link';
import { Chip } from '@/components/ui/chip';
import { Cost, Duration, RelativeTime, Tokens } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { Skeleton } from '@/components/ui/skeleton';
import { StatusChip } from '@/components/ui/status-chip';
import { type Column, Table } from '@/components/ui/table';
import { useIsPhone } from '@/components/ui/use-is-phone';
import type { RunSummary } from '@/lib/contracts/runs';
import { failureLine, type Translate } from '@/lib/i18n';
import { RunBox } from './run-box';
import styles from './run-list.module.css';
import { isChosen } from './selection';
import type { RunSelection } from './use-selection';

/** Runs as a table with a box to choose each; on phones as cards. */
export function RunTable({ runs, chosen }: { runs: readonly RunSummary[]; chosen: RunSelection }) {
  const t = useT();
  const isPhone = useIsPhone();
  if (!isPhone) return <Table caption={t('runs.title')} columns={columnsOf(t, runs, chosen)} rows={runs} rowKey={(run) => run.id} fixed />;
  return (
    <ul className={styles.cards}>
      <li className={styles.cardsHead}>
        <PageBox runs={runs} chosen={chosen} />
        <span aria-hidden="true">{t('runs.select.page')}</span>
      </li>
      {runs.map((run) => (
        <RunCard key={run.id} run={run} chosen={chosen} />
      ))}
    </ul>
  );
}

function PageBox({ runs, chosen }: { runs: readonly RunSummary[]; chosen: RunSelection }) {
  const t = useT();
  const count = runs.filter(({ id }) => isChosen(chosen.selection, id)).length;
  const state = count === 0 ? 'none' : count === runs.length ? 'all' : 'some';
  return <RunBox state={state} label={t('runs.select.page')} onChange={(isIn) => chosen.togglePage(isIn)} />;
}

function OneBox({ run, chosen }: { run: RunSummary; chosen: RunSelection }) {
  const t = useT();
  const label = t('runs.select.one', { flow: run.flowName, status: t(`common.status.${run.status}`), id: run.id.slice(-6) });
  const state = isChosen(chosen.selection, run.id) ? 'all' : 'none';
  return <RunBox state={state} label={label} onChange={(isIn, isRange) => chosen.toggle(run, isIn, isRange)} />;
}

function columnsOf(t: Translate, runs: readonly RunSummary[], chosen: RunSelection | null): Column<RunSummary>[] {
  const box: Column<RunSummary>[] = chosen
    ? [
        {
          id: 'box',
          title: t('runs.select.page'),
          header: <PageBox runs={runs} chosen={chosen} />,
          width: '44px',
          cell: (run) => <OneBox run={run} chosen={chosen} />,
        },
      ]
    : [];
  return [
    ...box,
    { id: 'flow', title: t('run.flow'), isRowHeader: true, cell: (run) => <RunName run={run} /> },
    { id: 'status', title: t('run.status'), width: '132px', cell: (run) => <StatusChip status={run.status} /> },
    { id: 'revision', title: t('runs.revision'), width: '88px', cell: (run) => <Revision run={run} /> },
    { id: 'trigger', title: t('run.trigger'), width: '104px', cell: (run) => triggerText(t, run.triggerType) },
    { id: 'duration', title: t('run.duration'), width: '96px', align: 'end', cell: (run) => <Duration ms={run.durationMs} /> },
    {
      id: 'tokens',
      title: t('run.tokens'),
      width: '84px',
      align: 'end',
      cell: ({ usage }) => <Tokens count={usage.promptTokens + usage.completionTokens} />,
    },
    { id: 'cost', title: t('run.cost'), width: '104px', align: 'end', cell: ({ usage }) => <Cost usage={usage} /> },
    { id: 'made', title: t('runs.made'), width: '108px', align: 'end', cell: (run) => <RelativeTime at={run.createdAt} /> },
  ];
}

function Revision({ run }: { run: RunSummary }) {
  const t = useT();
  return <Chip>{run.revNo === null ? t('run.noRevision') : t('run.revision', { rev: run.revNo })}</Chip>;
}

/** The flow, and beneath it why the run failed, or its labels. */
function RunName({ run }: { run: RunSummary }) {
  const t = useT();
  const labels = Object.entries(run.labels).map(([key, value]) => `${key}=${value}`);
  const note = run.error ? failureLine(t, run.error) : labels.join(' · ');
  return (
    <div className={styles.name}>
      <Link href={`/runs/${run.id}`} className={styles.nameLink}>
        {run.flowName || t('runs.noFlow')}
      </Link>
      {note !== '' && (
        <span className={run.error ? styles.failure : styles.note} title={note}>
          {note}
        </span>
      )}
    </div>
  );
}

function RunCard({ run, chosen }: { run: RunSummary; chosen: RunSelection }) {
  const t = useT();
  return (
    <li className={styles.card}>
      <OneBox run={run} chosen={chosen} />
      <div className={styles.cardBody}>
        <div className={styles.cardTop}>
          <RunName run={run} />
          <StatusChip status={run.status} />
        </div>
        <p className={styles.cardFacts}>
          <Revision run={run} />
          <span>{triggerText(t, run.triggerType)}</span>
          <Duration ms={run.durationMs} />
          <Cost usage={run.usage} />
          <RelativeTime at={run.createdAt} />
        </p>
      </div>
    </li>
  );
}

function triggerText(t: Translate, type: string): string {
  const key = `flows.trigger.${type}`;
  return t.has(key) ? t(key) : type;
}

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The table's frame with rows of the height that real ones have. */
export function RunTableSkeleton() {
  const t = useT();
  const columns: Column<string>[] = columnsOf(t, [], null).map(({ hideOnPhone: _, ...column }) => ({
    ...column,
    hideOnPhone: column.id !== 'flow',
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
      <Table caption={t('runs.title')} columns={columns} rows={SKELETON_ROWS} rowKey={(row) => row} fixed />
    </div>
  );
}
