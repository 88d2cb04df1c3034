import type { Context } from 'hono';
import { publishedJsonSchema } from '@/lib/dsl/published-schema';
import { answerCallback } from './answer-callback';
import { answerDashboardCsv } from './answer-dashboard-csv';
import { answerAlive, answerReady } from './answer-health';
import { answerHook } from './answer-hook';
import { answerMetrics } from './answer-metrics';
import { answerRunExport } from './answer-run-export';
import type { HttpDeps } from './http-deps';
import { answerEvents } from './live/answer-events';
import { openApiDocument } from './open-api';
import { presentDocument } from './present';
import type { RouterEnv } from './router-env';
import type { StreamRoute } from './stream-routes';

type Answer = (c: Context<RouterEnv>) => Response | Promise<Response>;

/** What answers each of the routes outside the envelope. Documents that never change while the process lives are made once. */
export function createStreamAnswers(deps: HttpDeps): Record<StreamRoute['name'], Answer> {
  const openApi = once(() => JSON.stringify(openApiDocument()));
  const dslSchema = once(() => JSON.stringify(publishedJsonSchema(deps.services.catalog)));
  return {
    events: (c) => answerEvents(deps, c),
    dashboardCsv: (c) => answerDashboardCsv(deps, c),
    exportRuns: (c) => answerRunExport(deps, c),
    callback: (c) => answerCallback(deps, c),
    hook: (c) => answerHook(deps, c),
    alive: () => answerAlive(),
    ready: () => answerReady(deps),
    metrics: () => answerMetrics(deps),
    openApi: () => presentDocument(openApi()),
    dslSchema: () => presentDocument(dslSchema()),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
