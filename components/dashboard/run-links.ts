import type { Dashboard, DashboardGroup } from '@/lib/contracts/usage';
import type { DashboardView } from './dashboard-view';

/** What narrows the list of runs further than the view does. */
export interface RunFilter {
  from?: string;
  to?: string;
  status?: string;
  flow?: string | null;
  model?: string | null;
  costTag?: string | null;
}

/** Address of the runs behind a figure. Without times of its own it names the whole range. */
export function runsAddress(view: DashboardView, data: Pick<Dashboard, 'from' | 'to'>, filter: RunFilter = {}): string {
  const parts: [string, string | null | undefined][] = [
    ['flow', filter.flow ?? view.flow],
    ['status', filter.status],
    ['from', filter.from ?? data.from],
    ['to', filter.to ?? data.to],
    ['model', filter.model ?? view.model],
    ['cost_tag', filter.costTag ?? view.costTag],
  ];
  return `/runs?${new URLSearchParams(parts.filter((part): part is [string, string] => Boolean(part[1])))}`;
}

/** What a group's runs have in common, as far as the list of runs can tell; null for all others and for "no tag". */
export function groupFilter(by: Dashboard['by'], group: Pick<DashboardGroup, 'key' | 'flowId'>): RunFilter | null {
  if (group.key === null || group.key === '') return null;
  if (by === 'model') return { model: group.key };
  if (by === 'cost_tag') return { costTag: group.key };
  return { flow: group.flowId };
}
