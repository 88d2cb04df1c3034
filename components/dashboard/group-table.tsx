'use client';

import Link from 'next/link';
import { Duration, Tokens } from '@/components/ui/figures';
import { useT } from '@/components/ui/i18n-provider';
import { Icon } from '@/components/ui/icon';
import { Skeleton } from '@/components/ui/skeleton';
import { type Column, Table } from '@/components/ui/table';
import type { Dashboard, DashboardGroup } from '@/lib/contracts/usage';
import { formatCount, type Translate } from '@/lib/i18n';
import { groupName } from './build-charts';
import { CsvLink } from './chart-card';
import { type DashboardView, toAddress } from './dashboard-view';
import { exactMoney, percent, shortMoney } from './exact-texts';
import { GoToRuns } from './go-to-runs';
import styles from './group-table.module.css';
import { groupFilter, runsAddress } from './run-links';

/** The breakdown, dearest first: a name leads to its runs, the funnel shows it alone. */
export function GroupTable({ view, data }: { view: DashboardView; data: Dashboard }) {
  const t = useT();
  const title = t('dashboard.chart.groups', { by: t(`dashboard.by.${data.by}`) });
  return (
    <section className={styles.section} aria-labelledby="groups">
      <header className={styles.head}>
        <h2 id="groups" className={styles.title}>
          {title}
        </h2>
        <CsvLink chart="groups" title={title} view={view} />
      </header>
      {data.by === 'node' && data.latencyOf === 'calls' && <p className={styles.hint}>{t('dashboard.group.nodesHint')}</p>}
      {data.groups.length === 0 ? (
        <p className={styles.empty}>{t('dashboard.group.empty')}</p>
      ) : (
        <Table caption={title} columns={columnsOf(t, view, data)} rows={data.groups} rowKey={(group) => group.key ?? 'others'} fixed />
      )}
    </section>
  );
}

function columnsOf(t: Translate, view: DashboardView, data: Dashboard): Column<DashboardGroup>[] {
  const count = (value: number | null) => (value === null ? '–' : formatCount(value, t.locale));
  const figure = (id: string, title: string, width: string, cell: Column<DashboardGroup>['cell']): Column<DashboardGroup> => ({
    ...{ id, title, width, cell },
    align: 'end',
    hideOnPhone: true,
  });
  const whole = Number(data.totals.costNano);
  return [
    { id: 'name', title: t(`dashboard.group.name.${data.by}`), cell: (group) => <Name group={group} view={view} data={data} /> },
    { ...figure('runs', t('dashboard.group.runs'), '76px', (group) => count(group.runs)), hideOnPhone: false },
    figure('failed', t('dashboard.group.failed'), '116px', (group) => <Failed group={group} />),
    figure('latency', t(`dashboard.group.latency.${data.latencyOf}`), '148px', (group) => (
      <>
        <Duration ms={group.p50Ms} /> / <Duration ms={group.p95Ms} />
      </>
    )),
    figure('calls', t('dashboard.group.calls'), '76px', (group) => count(group.calls)),
    figure('input', t('dashboard.group.input'), '88px', (group) => <Tokens count={Number(group.promptTokens)} />),
    figure('output', t('dashboard.group.output'), '88px', (group) => <Tokens count={Number(group.completionTokens)} />),
    {
      ...figure('money', t('dashboard.group.money'), '96px', (group) => <Cost group={group} currency={data.currency} />),
      hideOnPhone: false,
    },
    figure('share', t('dashboard.group.share'), '120px', (group) => <Share share={whole > 0 ? Number(group.costNano) / whole : 0} />),
    {
      id: 'only',
      title: t('dashboard.group.actions'),
      isTitleHidden: true,
      width: '44px',
      align: 'end',
      cell: (group) => <Only {...{ group, view, data }} />,
    },
  ];
}

function Name({ group, view, data }: { group: DashboardGroup; view: DashboardView; data: Dashboard }) {
  const t = useT();
  const name = groupName(t, data.by, group);
  const filter = groupFilter(data.by, group);
  return (
    <div className={styles.name}>
      <GoToRuns href={filter && runsAddress(view, data, filter)} name={name} className={styles.nameText}>
        {name}
      </GoToRuns>
      {group.unpriced > 0 && <span className={styles.warn}>{t('dashboard.card.unpriced', { count: group.unpriced })}</span>}
    </div>
  );
}

function Failed({ group }: { group: DashboardGroup }) {
  const t = useT();
  if (group.failed === null || group.runs === null) return '–';
  if (group.failed === 0) return <span className="faint">0</span>;
  return (
    <span className={styles.bad}>
      {formatCount(group.failed, t.locale)} · {percent(group.failed / Math.max(1, group.runs), t.locale)}
    </span>
  );
}

function Cost({ group, currency }: { group: DashboardGroup; currency: string }) {
  const t = useT();
  return <span title={exactMoney(group.costNano, currency, t.locale)}>{shortMoney(group.costNano, currency, t.locale)}</span>;
}

function Share({ share }: { share: number }) {
  const t = useT();
  return (
    <span className={styles.share}>
      <span className={styles.track} aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.percent}>{percent(share, t.locale)}</span>
    </span>
  );
}

/** Narrows the whole dashboard down to one group. */
function Only({ group, view, data }: { group: DashboardGroup; view: DashboardView; data: Dashboard }) {
  const t = useT();
  if (group.key === null || group.key === '') return null;
  const label = t('dashboard.filter.only', { name: groupName(t, data.by, group) });
  return (
    <Link
      href={toAddress({ ...view, ...narrowed(data.by, group) })}
      scroll={false}
      prefetch={false}
      className={styles.only}
      aria-label={label}
      title={label}
    >
      <Icon name="funnel" size={14} />
    </Link>
  );
}

function narrowed(by: Dashboard['by'], group: DashboardGroup): Partial<DashboardView> {
  if (by === 'model') return { model: group.key };
  if (by === 'cost_tag') return { costTag: group.key };
  return by === 'flow' ? { flow: group.flowId, by: 'node' } : { flow: group.flowId, node: group.nodeId };
}

const SKELETON_ROWS = ['a', 'b', 'c'];

/** The breakdown's frame before it came. */
export function GroupTableSkeleton() {
  return (
    <section className={styles.section}>
      <header className={styles.head}>
        <Skeleton width={120} />
      </header>
      <div className={styles.skeleton}>
        {SKELETON_ROWS.map((row) => (
          <Skeleton key={row} width="100%" />
        ))}
      </div>
    </section>
  );
}
