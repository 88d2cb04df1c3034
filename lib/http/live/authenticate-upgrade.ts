import type { IncomingMessage } from 'node:http';
import { type Authenticated, PEER_HEADER, type Principal, type RequestIdentity } from '@/lib/auth';
import { userError } from '@/lib/errors/app-error';
import { isOwnOrigin } from '@/lib/http/cross-site';

type Authenticate = (identity: RequestIdentity) => Promise<Authenticated | null>;

const PROTOCOL_PREFIX = 'bearer.';

/**
 * Who opens a socket: by a Bearer header, by the protocol `bearer.<token>` (browsers can send no header here), or by the session's
 * cookie, then only from our own pages. Throws `unauthenticated`, `cross_site_request`, `forbidden` and what authentication does.
 */
export async function authenticateUpgrade(request: IncomingMessage, authenticate: Authenticate): Promise<Principal> {
  const { headers } = request;
  const authorization = headers.authorization ?? bearerOf(headers['sec-websocket-protocol']);
  const authenticated = await authenticate({ authorization, cookie: headers.cookie, peer: readText(headers[PEER_HEADER]) });
  if (authenticated === null) throw userError('unauthenticated', 'Sign in, or send an API token, before opening a socket.');
  const { principal, by } = authenticated;
  if (by === 'cookie' && !isOwnOrigin(headers.origin, headers.host)) {
    throw userError(
      'cross_site_request',
      "The socket was opened from another site; open it from Millrace's own pages, or use an API token.",
    );
  }
  if (!principal.permissions.has('run:read')) {
    throw userError('forbidden', 'This needs the permission run:read; ask the owner of the workspace for it.', { permission: 'run:read' });
  }
  return principal;
}

function readText(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function bearerOf(protocols: string | undefined): string | undefined {
  const protocol = protocols
    ?.split(',')
    .map((text) => text.trim())
    .find((text) => text.startsWith(PROTOCOL_PREFIX));
  return protocol === undefined ? undefined : `Bearer ${protocol.slice(PROTOCOL_PREFIX.length)}`;
}
