import type { z } from 'zod';
import { ROUTES, type RouteName } from '@/lib/contracts/routes';
import type { ErrorCode } from '@/lib/errors/codes';
import { isJsonObject, type Json } from '@/lib/std/json';
import { ClientError } from './client-error';

type Routes = typeof ROUTES;

/** What a route answers with, out of its envelope. */
export type RouteData<N extends RouteName> = z.output<Routes[N]['data']>;

type InputOf<N extends RouteName, Part extends 'query' | 'body'> =
  Routes[N] extends Record<Part, infer Schema extends z.ZodType> ? z.input<Schema> : never;

/** Path parameters, query and body of a call, as the route's contract takes them. */
export interface CallOptions<N extends RouteName> {
  params?: Record<string, string | number>;
  query?: InputOf<N, 'query'>;
  body?: InputOf<N, 'body'>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** The API as one typed function. */
export interface Api {
  /** Calls a route and answers its data. Throws `ClientError` for any answer that is no success, and when none comes. */
  call<N extends RouteName>(name: N, options?: CallOptions<N>): Promise<RouteData<N>>;
}

/** A client over `fetch`. `onUnauthenticated` hears of an ended session, once per answer. */
export function createApi(options: { baseUrl?: string; fetch?: typeof fetch; onUnauthenticated?: () => void } = {}): Api {
  const { baseUrl = '', onUnauthenticated } = options;
  const send = options.fetch ?? ((input, init) => fetch(input, init));
  return {
    async call<N extends RouteName>(name: N, call: CallOptions<N> = {}): Promise<RouteData<N>> {
      const { method, path } = ROUTES[name];
      const url = baseUrl + fillPath(path, call.params ?? {}) + toQuery(call.query);
      const init: RequestInit = { method, headers: { Accept: 'application/json', ...call.headers }, credentials: 'same-origin' };
      if (call.signal) init.signal = call.signal;
      if (method !== 'GET') {
        init.body = JSON.stringify(call.body ?? {});
        init.headers = { ...init.headers, 'Content-Type': 'application/json' };
      }
      const data = await readEnvelope(await reach(send, url, init), onUnauthenticated);
      // The server presents by the same contract; checking again would cost each screen and mend nothing.
      return data as RouteData<N>;
    },
  };
}

async function reach(send: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await send(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ClientError({ code: 0, reason: 'unreachable', message: 'The server does not answer', cause });
  }
}

async function readEnvelope(response: Response, onUnauthenticated: (() => void) | undefined): Promise<Json> {
  const envelope = await readJson(response);
  if (!isJsonObject(envelope) || typeof envelope.code !== 'number') {
    throw new ClientError({
      code: response.status * 100,
      reason: 'unreadable',
      message: `The server answered ${response.status} with no envelope`,
    });
  }
  if (envelope.code === 0) return envelope.data ?? null;
  if (response.status === 401) onUnauthenticated?.();
  const data = envelope.data ?? null;
  const reason = isJsonObject(data) && typeof data.reason === 'string' ? data.reason : 'internal';
  // Codes are a closed list shared with the server; an unknown one is handled like any other text by who shows it.
  throw new ClientError({ code: envelope.code, reason: reason as ErrorCode, message: String(envelope.msg ?? ''), data });
}

async function readJson(response: Response): Promise<Json> {
  try {
    // What JSON.parse returns is JSON.
    return (await response.json()) as Json;
  } catch {
    return null;
  }
}

function fillPath(path: string, params: Record<string, string | number>): string {
  return path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path} needs the parameter "${name}"`);
    return encodeURIComponent(value);
  });
}

function toQuery(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '';
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  // A list stands in the query as often as it is long.
  const pairs = given.flatMap(([key, value]) => [value].flat().map((one) => [key, String(one)]));
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}
