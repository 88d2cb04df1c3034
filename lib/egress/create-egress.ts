import { Readable } from 'node:stream';
import { type HttpAnswer, type HttpCall, NodeFailure } from '@/lib/nodes/contract';
import { type AllowList, parseAllowList, withBaseUrl } from './allow-list';
import { readAll } from './capped-body';
import { exchangeHop, type Line, type OpenAnswer, openLine } from './exchange';
import { type CallProgress, toNodeFailure } from './failures';
import { type Resolver, systemResolver } from './guarded-connector';
import { isOwnSample } from './own-samples';
import { type Hop, isRedirect, MAX_REDIRECTS, nextHop, parseTarget } from './redirect';

/** Headers of a credential, and the only hosts (`host` or `host:port`) that may see them. */
export interface CallCredential {
  name: string;
  headers: Record<string, string>;
  hosts: readonly string[];
}

/** The one way to the outside. */
export interface Egress {
  /** Makes one call, following at most five redirects. Throws NodeFailure: `egress_denied`, `timeout`, `connection_refused`, … */
  http(call: Omit<HttpCall, 'credential'>, signal: AbortSignal, credential?: CallCredential): Promise<HttpAnswer>;
  /** A standard `fetch` under the same guard; `allowBaseUrl` (saved by an admin) opens its own host and port, nothing else. */
  asFetch(options?: { allowBaseUrl?: string; maxBytes?: number }): typeof fetch;
  close(): Promise<void>;
}

/** What `createEgress` may be told. */
export interface EgressOptions {
  /** `host:port` or CIDR, from the operator. */
  allow?: readonly string[];
  /** Origin of this installation whose sample pages flows may read though its address is inside; see `isOwnSample`. */
  ownOrigin?: string | null;
  /** Cap of a decoded body. */
  maxBytes?: number;
  connectTimeoutMs?: number;
  resolver?: Resolver;
}

interface Send {
  /** The line of a hop: the sample pages have their own, so that no socket of theirs serves another call. */
  lineOf: (hop: Hop) => Line;
  hop: Hop;
  maxBytes: number;
  signal: AbortSignal;
  progress: CallProgress;
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/** Builds the guarded client. Throws `config_invalid` on an unreadable `allow` entry. */
export function createEgress(options: EgressOptions = {}): Egress {
  const allow = parseAllowList(options.allow ?? []);
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const lines = createLines(options);
  const { ownOrigin = null } = options;
  const lineOf = (hop: Hop, list = allow) =>
    lines.get(ownOrigin !== null && isOwnSample(hop, ownOrigin) ? withBaseUrl(list, ownOrigin) : list);
  return {
    async http(call, signal, credential) {
      const url = parseTarget(call.url);
      const hop: Hop = { method: call.method, url, headers: call.headers, secretHeaders: secretsFor(url, credential), body: call.body };
      const send: Send = { lineOf, hop, maxBytes, signal, progress: startOf(hop, signal) };
      return inNodeFailures(send.progress, async () => {
        const answer = await follow(send);
        return { url: answer.url, status: answer.status, headers: answer.headers, body: await readAll(answer.body) };
      });
    },
    asFetch({ allowBaseUrl, maxBytes: cap } = {}) {
      return async (input, init) => {
        const request = new Request(input, init);
        const hop = await toHop(request);
        const line = lines.get(allowBaseUrl ? withBaseUrl(allow, allowBaseUrl) : allow);
        const progress = startOf(hop, request.signal);
        const send: Send = { lineOf: () => line, hop, maxBytes: cap ?? maxBytes, signal: request.signal, progress };
        return inNodeFailures(send.progress, async () => toResponse(await follow(send, line.reads), send.progress));
      };
    },
    close: () => lines.close(),
  };
}

async function follow(send: Send, agent?: Line['reads']): Promise<OpenAnswer & { url: string }> {
  let hop = send.hop;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const line = send.lineOf(hop);
    const chosen = agent ?? (READS.has(hop.method) ? line.reads : line.writes);
    const answer = await exchangeHop({ ...send, agent: chosen, hop });
    const location = answer.headers.location;
    if (!isRedirect(answer.status, location)) return { ...answer, url: hop.url.href };
    answer.body.destroy();
    hop = nextHop(hop, answer.status, location);
    send.progress.host = hop.url.host;
  }
  throw new NodeFailure('invalid', 'too_many_redirects', `${hop.url.host} keeps redirecting; call the final address itself`);
}

function secretsFor(url: URL, credential: CallCredential | undefined): Record<string, string> {
  if (!credential) return {};
  const names = new Set(credential.hosts.map((host) => host.toLowerCase()));
  if (names.has(url.host) || names.has(url.hostname)) return credential.headers;
  throw new NodeFailure(
    'denied',
    'credential_host',
    `Credential "${credential.name}" may not be sent to ${url.host}; add that host to the credential under Settings > Credentials`,
  );
}

function startOf(hop: Hop, signal: AbortSignal): CallProgress {
  return { method: hop.method, host: hop.url.host, sent: false, signal };
}

async function inNodeFailures<T>(progress: CallProgress, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toNodeFailure(error, progress);
  }
}

async function toHop(request: Request): Promise<Hop> {
  const headers = Object.fromEntries(request.headers);
  const body = request.body ? await request.text() : undefined;
  return { method: request.method, url: parseTarget(request.url), headers, secretHeaders: {}, body };
}

function toResponse(answer: OpenAnswer, progress: CallProgress): Response {
  const { 'content-encoding': _decoded, 'content-length': _length, ...headers } = answer.headers;
  const hasBody = answer.status !== 204 && answer.status !== 205 && answer.status !== 304;
  if (!hasBody) answer.body.resume();
  return new Response(hasBody ? readable(answer.body, progress) : null, { status: answer.status, headers });
}

function readable(body: Readable, progress: CallProgress): ReadableStream<Uint8Array> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) yield chunk as Uint8Array;
    } catch (error) {
      throw toNodeFailure(error, progress);
    }
  }
  // Node's stream types and the DOM's describe the same object twice.
  return Readable.toWeb(Readable.from(chunks(), { objectMode: false })) as ReadableStream<Uint8Array>;
}

/** Lines by allow list: a socket opened under an exception must never serve a call that has none. */
function createLines(options: EgressOptions) {
  const lines = new Map<string, Line>();
  return {
    get(allow: AllowList): Line {
      const key = [...allow.hostPorts].sort().join(' ');
      let line = lines.get(key);
      if (!line) {
        line = openLine({ allow, connectTimeoutMs: options.connectTimeoutMs ?? 10_000, resolver: options.resolver ?? systemResolver });
        lines.set(key, line);
      }
      return line;
    },
    async close(): Promise<void> {
      await Promise.all([...lines.values()].flatMap((line) => [line.reads.destroy(), line.writes.destroy()]));
      lines.clear();
    },
  };
}
