import { type Context, Hono } from 'hono';
import { ROUTES, type RouteName } from '@/lib/contracts/routes';
import { userError } from '@/lib/errors/app-error';
import { answerRoute } from './answer-route';
import type { HttpDeps } from './http-deps';
import type { RouterEnv } from './router-env';
import { createStreamAnswers } from './stream-answers';
import { STREAM_ROUTES } from './stream-routes';
import { trackRequest } from './track-request';

/** The API: every route of the contracts, and its own 404 and 405, all in the envelope. */
export function createRouter(deps: HttpDeps): Hono<RouterEnv> {
  const app = new Hono<RouterEnv>();
  const answers = createStreamAnswers(deps);
  // First, because `/api/runs/export` would be a run's address too.
  for (const { name, method, path } of STREAM_ROUTES) {
    app.on(method, path, (c) => trackRequest(deps, name, async () => answers[name](c)));
  }
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const { method, path } = ROUTES[name];
    app.on(method, path, (c) => trackRequest(deps, name, () => answerRoute({ deps, name, c })));
  }
  refuseOtherMethods(app, deps);
  app.notFound((c) => trackRequest(deps, 'unknown', () => refuse(unknownRoute(c))));
  return app;
}

/** After the routes themselves: whatever else comes on their paths has the wrong method. */
function refuseOtherMethods(app: Hono<RouterEnv>, deps: HttpDeps): void {
  const methods = new Map<string, string[]>();
  for (const { method, path } of app.routes) methods.set(path, [...(methods.get(path) ?? []), method]);
  for (const [path, allow] of methods) {
    const message = `This path takes ${allow.join(' or ')} only.`;
    app.all(path, () => trackRequest(deps, 'unknown', () => refuse(userError('method_not_allowed', message, { allow }))));
  }
}

function unknownRoute(c: Context): Error {
  return userError('not_found', `There is no route ${c.req.method} ${c.req.path.slice(0, 200)}; /api/openapi.json lists those there are.`);
}

async function refuse(error: Error): Promise<Response> {
  throw error;
}
