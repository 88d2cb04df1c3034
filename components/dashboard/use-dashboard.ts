'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import { type DashboardView, toQuery } from './dashboard-view';

const SOON_MS = 10_000;
/** Long ranges change little in a minute and take longest to read. */
const LATER_MS = 60_000;

/** The figures of a view, read again while somebody looks: a hidden tab asks for nothing. */
export function useDashboard(view: DashboardView) {
  const api = useApi();
  const tz = viewerZone();
  return useQuery({
    queryKey: ['dashboard', view, tz],
    queryFn: ({ signal }) => api.call('getDashboard', { query: toQuery(view, tz), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: view.range === '24h' || view.range === '7d' ? SOON_MS : LATER_MS,
  });
}

/** The flows to choose from. */
export function useFlowChoices() {
  const api = useApi();
  return useQuery({ queryKey: ['flows', 'names'], queryFn: ({ signal }) => api.call('listFlows', { query: { limit: 200 }, signal }) });
}

/** Time zone of whoever looks. */
export function viewerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
