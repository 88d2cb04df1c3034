import type { Context } from 'hono';
import { dashboardCsvQuerySchema } from '@/lib/contracts/usage';
import { exportDashboard } from '@/lib/services/usage/export-dashboard';
import { authenticate, callerKey } from './authorise';
import type { HttpDeps } from './http-deps';
import { parseWith } from './parse-with';
import { presentCsv } from './present';
import { cleanQuery } from './read-input';
import type { RouterEnv } from './router-env';

/** `GET /api/usage/dashboard.csv`: one table of the dashboard, as a file. */
export async function answerDashboardCsv(deps: HttpDeps, c: Context<RouterEnv>): Promise<Response> {
  const { principal } = await authenticate(deps.authenticator, c.req.raw.headers);
  deps.buckets.take(callerKey(principal));
  const query = parseWith(dashboardCsvQuerySchema, cleanQuery(c.req.query()), 'query');
  return presentCsv(await exportDashboard(deps.services, principal, query));
}
