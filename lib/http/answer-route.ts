import type { Context } from 'hono';
import type { Principal } from '@/lib/auth';
import { ROUTES, type RouteContract, type RouteName } from '@/lib/contracts/routes';
import type { ServiceDeps } from '@/lib/services/deps';
import { authenticate, authorise, callerKey } from './authorise';
import { HANDLERS } from './handlers';
import type { HttpDeps } from './http-deps';
import { presentSuccess } from './present';
import { type RouteInput, readInput } from './read-input';
import type { RouterEnv } from './router-env';
import { runStatus } from './run-status';

/** One request on its way to its use case. */
export interface RouteCall {
  deps: HttpDeps;
  name: RouteName;
  c: Context<RouterEnv>;
}

type AnyHandler = (deps: ServiceDeps, principal: Principal, input: RouteInput) => Promise<unknown>;

/** Authenticates, admits, parses, calls one use case and presents what it answers. */
export async function answerRoute({ deps, name, c }: RouteCall): Promise<Response> {
  const contract: RouteContract = ROUTES[name];
  const { headers } = c.req.raw;
  const authenticated = await authenticate(deps.authenticator, headers);
  const { principal } = authenticated;
  deps.buckets.take(callerKey(principal));
  authorise(contract, authenticated, headers);
  const input = await readInput(contract, c.req.raw, { params: c.req.param(), query: c.req.queries() });
  // The table pairs each route with a use case that takes what its contract parses to.
  const handler = HANDLERS[name] as unknown as AnyHandler;
  const data = await handler(deps.services, principal, input);
  return presentSuccess(data, statusOf(contract, data));
}

/** A run that was accepted and has not ended is 202; everything else as its contract says. */
function statusOf({ method, status }: RouteContract, data: unknown): number {
  if (status !== undefined || method !== 'POST' || typeof data !== 'object' || data === null || !('runId' in data)) return status ?? 200;
  return 'status' in data ? runStatus(data.status) : 200;
}
