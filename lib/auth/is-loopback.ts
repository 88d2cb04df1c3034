const LOOPBACK_HOSTS = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;
const LOOPBACK_PEER = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i;
const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** Whether an address to listen on is reachable from this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return host === '::1' || LOOPBACK_HOSTS.test(host);
}

/** True for a request that this machine made to itself: loopback peer, loopback Host, and nobody forwarded it. */
export function isLoopbackRequest(peer: string | undefined, headers: Record<string, string | string[] | undefined>): boolean {
  if (peer === undefined || !LOOPBACK_PEER.test(peer)) return false;
  if (typeof headers.host !== 'string' || !LOOPBACK_HOSTS.test(headers.host)) return false;
  return FORWARDING.every((name) => headers[name] === undefined);
}
