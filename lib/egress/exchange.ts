import type { Readable } from 'node:stream';
import { Agent, DecoratorHandler, type Dispatcher } from 'undici';
import type { AllowList } from './allow-list';
import { cappedBody } from './capped-body';
import type { CallProgress } from './failures';
import { createGuardedConnector, type Resolver } from './guarded-connector';
import type { Hop } from './redirect';

/** An answer whose body is still coming, decoded and capped. */
export interface OpenAnswer {
  status: number;
  headers: Record<string, string>;
  body: Readable;
}

/** Sockets that may be shared by calls under the same allow list, and by no others. */
export interface Line {
  /** Keeps connections open between calls. */
  reads: Agent;
  /** A fresh connection for each call: a write on a socket the server is just closing could not be told from one that arrived. */
  writes: Agent;
}

/** Opens a line for one allow list. */
export function openLine(options: { allow: AllowList; connectTimeoutMs: number; resolver: Resolver }): Line {
  const connect = createGuardedConnector(options);
  return { reads: new Agent({ connect, connections: 256 }), writes: new Agent({ connect, connections: 256, pipelining: 0 }) };
}

/** Sends one hop and waits for the head of its answer. Sets `progress.sent` once the request is on the wire. */
export async function exchangeHop(options: {
  agent: Agent;
  hop: Hop;
  maxBytes: number;
  signal: AbortSignal;
  progress: CallProgress;
}): Promise<OpenAnswer> {
  const { agent, hop, signal, progress } = options;
  signal.throwIfAborted();
  const request = agent.compose(noticeSent(progress)).request({
    origin: hop.url.origin,
    path: `${hop.url.pathname}${hop.url.search}`,
    // Dispatcher.HttpMethod lists the usual names only; undici checks the token itself.
    method: hop.method as Dispatcher.HttpMethod,
    headers: {
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'millrace',
      ...lowerCased(hop.headers),
      ...lowerCased(hop.secretHeaders),
    },
    body: hop.body ?? null,
    signal,
  });
  const answer = await untilAborted(request, signal);
  const headers = joined(answer.headers);
  // These have no body to decode, though their headers may describe one (RFC 9110, 8.6).
  const isBodiless = hop.method === 'HEAD' || answer.statusCode === 204 || answer.statusCode === 304;
  const encoding = isBodiless ? undefined : headers['content-encoding'];
  const body = cappedBody(answer.body, encoding, options.maxBytes, hop.url.host);
  return { status: answer.statusCode, headers, body };
}

function noticeSent(progress: CallProgress): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    // Its type leaves out the optional methods that it has.
    const noticing = new DecoratorHandler(handler) as Dispatcher.DispatchHandler;
    const start = noticing.onRequestStart?.bind(noticing);
    noticing.onRequestStart = (controller, context) => {
      progress.sent = true;
      start?.(controller, context);
    };
    return dispatch(options, noticing);
  };
}

// undici hears a signal only once the socket is open; a hanging connect must end at once too.
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(entries);
}
