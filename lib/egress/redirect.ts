import { NodeFailure } from '@/lib/nodes/contract';

/** One hop of a call. `secretHeaders` come from a credential and never leave its hosts. */
export interface Hop {
  method: string;
  url: URL;
  headers: Record<string, string>;
  secretHeaders: Record<string, string>;
  body: string | undefined;
}

/** More hops than this is a loop. */
export const MAX_REDIRECTS = 5;

const FOLLOWED = new Set([301, 302, 303, 307, 308]);
/** Last the headers in which Azure, Anthropic and Google take their keys. */
const TIED_TO_ORIGIN = new Set(['authorization', 'cookie', 'proxy-authorization', 'api-key', 'x-api-key', 'x-goog-api-key']);
const TIED_TO_BODY = new Set(['content-type', 'content-length', 'content-encoding']);

/** True when the answer sends the caller elsewhere. */
export function isRedirect(status: number, location: string | undefined): location is string {
  return FOLLOWED.has(status) && location !== undefined;
}

/** The next hop (RFC 9110, 15.4): another origin gets no credentials, and 303 (or 301/302 after POST) becomes a GET. Throws on a bad target. */
export function nextHop(hop: Hop, status: number, location: string): Hop {
  const url = parseTarget(location, hop.url);
  const becomesGet = (status === 303 && hop.method !== 'HEAD') || ((status === 301 || status === 302) && hop.method === 'POST');
  const sameOrigin = url.origin === hop.url.origin;
  const isKept = (name: string) => {
    const lower = name.toLowerCase();
    return (sameOrigin || !TIED_TO_ORIGIN.has(lower)) && !(becomesGet && TIED_TO_BODY.has(lower));
  };
  return {
    method: becomesGet ? 'GET' : hop.method,
    url,
    headers: Object.fromEntries(Object.entries(hop.headers).filter(([name]) => isKept(name))),
    secretHeaders: sameOrigin ? hop.secretHeaders : {},
    body: becomesGet ? undefined : hop.body,
  };
}

/** Parses a URL that may be dialled: http or https, no user name in it. Throws NodeFailure `invalid_url`. */
export function parseTarget(text: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : null;
  if (!url) throw new NodeFailure('invalid', 'invalid_url', 'The URL is not valid; it must begin with http:// or https:// and name a host');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new NodeFailure('denied', 'egress_denied', `Only http and https may be called, not ${url.protocol}//`);
  }
  if (url.username || url.password) {
    throw new NodeFailure('invalid', 'invalid_url', `The URL for ${url.host} holds a user name or password; put them into a credential`);
  }
  return url;
}
