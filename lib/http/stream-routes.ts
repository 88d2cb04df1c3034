import type { RouteContract } from '@/lib/contracts/routes';
import { exportRunsQuerySchema } from '@/lib/contracts/runs';
import { dashboardCsvQuerySchema } from '@/lib/contracts/usage';

/** Routes that answer something other than one envelope: streams, texts and documents. They declare what they need all the same. */
export interface StreamRoute extends Pick<RouteContract, 'path' | 'summary' | 'permission' | 'query'> {
  name: 'events' | 'dashboardCsv' | 'exportRuns' | 'hook' | 'callback' | 'alive' | 'ready' | 'metrics' | 'openApi' | 'dslSchema';
  method: 'GET' | 'POST';
  produces: string;
}

/** Their list; `public` ones authenticate the caller themselves or have nothing to protect. */
export const STREAM_ROUTES: readonly StreamRoute[] = [
  {
    name: 'events',
    method: 'GET',
    path: '/api/runs/:runId/events',
    summary: 'Follow a run; resume with Last-Event-ID',
    permission: 'run:read',
    produces: 'text/event-stream',
  },
  {
    name: 'dashboardCsv',
    method: 'GET',
    path: '/api/usage/dashboard.csv',
    summary: 'One table of the dashboard as CSV',
    permission: 'usage:read',
    query: dashboardCsvQuerySchema,
    produces: 'text/csv',
  },
  {
    name: 'exportRuns',
    method: 'GET',
    path: '/api/runs/export',
    summary: 'The runs that match as CSV or JSON lines, newest first',
    permission: 'run:read',
    query: exportRunsQuerySchema,
    produces: 'text/csv',
  },
  {
    name: 'hook',
    method: 'POST',
    path: '/api/hooks/:triggerId/:path{.+}',
    summary: "Call a flow's webhook",
    permission: 'public',
    produces: 'application/json',
  },
  {
    name: 'callback',
    method: 'POST',
    path: '/api/callbacks/:token',
    summary: 'Answer the wait an address was made for, once',
    permission: 'public',
    produces: 'application/json',
  },
  {
    name: 'openApi',
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This document',
    permission: 'public',
    produces: 'application/json',
  },
  {
    name: 'dslSchema',
    method: 'GET',
    path: '/api/dsl-schema.json',
    summary: 'JSON Schema of flow documents',
    permission: 'public',
    produces: 'application/schema+json',
  },
  { name: 'alive', method: 'GET', path: '/healthz', summary: 'The process answers', permission: 'public', produces: 'application/json' },
  {
    name: 'ready',
    method: 'GET',
    path: '/readyz',
    summary: 'Database and queue answer',
    permission: 'public',
    produces: 'application/json',
  },
  { name: 'metrics', method: 'GET', path: '/metrics', summary: 'Metrics for Prometheus', permission: 'public', produces: 'text/plain' },
];
