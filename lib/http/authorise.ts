import { type Authenticated, type Authenticator, PEER_HEADER, type Principal, type RequestIdentity } from '@/lib/auth';
import type { RouteContract } from '@/lib/contracts/routes';
import { userError } from '@/lib/errors/app-error';
import { requireSameSite } from './cross-site';

/** Who asks. Throws `unauthenticated` when the request names nobody. */
export async function authenticate(authenticator: Authenticator, headers: Pick<Headers, 'get'>): Promise<Authenticated> {
  const authenticated = await authenticator.authenticate(identityOf(headers));
  if (authenticated === null) throw userError('unauthenticated', 'Sign in, or send an API token as "Authorization: Bearer <token>".');
  return authenticated;
}

/** What of a request's headers says who asks. */
export function identityOf(headers: Pick<Headers, 'get'>): RequestIdentity {
  return {
    authorization: headers.get('authorization') ?? undefined,
    cookie: headers.get('cookie') ?? undefined,
    peer: headers.get(PEER_HEADER) ?? undefined,
  };
}

/** By what a principal's requests are counted. */
export function callerKey(principal: Principal): string {
  return principal.tokenId ?? principal.userId ?? '';
}

/** Lets a request through to what its route declares, and nothing else. Throws `forbidden`, `cross_site_request`, `unsupported_content_type`. */
export function authorise(contract: RouteContract, { principal, by }: Authenticated, headers: Pick<Headers, 'get'>): void {
  if (by === 'cookie' && contract.method !== 'GET') {
    requireSameSite(headers);
    requireJson(headers);
  }
  const { permission } = contract;
  if (permission === 'signed_in' || (permission !== 'public' && principal.permissions.has(permission))) return;
  throw userError('forbidden', `This needs the permission ${permission}; ask the owner of the workspace for it.`, { permission });
}

/** Throws `unsupported_content_type` unless the body says that it is JSON. Forms, which any site can send, never do. */
export function requireJson(headers: Pick<Headers, 'get'>): void {
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/json') return;
  throw userError('unsupported_content_type', 'Send the body as JSON, with "Content-Type: application/json".');
}
