import { isIP } from 'node:net';
import { constantTimeEqual, randomToken } from '@/lib/crypto';

/** Carries a caller's address inside this process; a client's header of this name is dropped before. */
export const PEER_HEADER = 'x-millrace-peer';

/** Says, unforgeably, which address a request came from. */
export interface PeerMarks {
  /** Writes the mark; called where the connection is known. */
  mark(request: { headers: Record<string, string | string[] | undefined>; socket: { remoteAddress?: string | undefined } }): void;
  /** The address behind a mark; null where there is none of this process. */
  read(mark: unknown): string | null;
}

/**
 * Marks with a secret of this process. `proxyHops` says how many proxies of our own stand before this server: the address that the
 * outermost of them saw is then taken from `X-Forwarded-For`, which nobody before it can forge; with 0 the header says nothing.
 */
export function createPeerMarks(proxyHops = 0): PeerMarks {
  const secret = randomToken();
  return {
    mark(request) {
      const address = clientAddress(request.socket.remoteAddress ?? '', request.headers['x-forwarded-for'], proxyHops);
      request.headers[PEER_HEADER] = `${secret} ${address}`;
    },
    read(mark) {
      if (typeof mark !== 'string') return null;
      const at = mark.indexOf(' ');
      return at > 0 && constantTimeEqual(mark.slice(0, at), secret) ? mark.slice(at + 1) : null;
    },
  };
}

/** What one caller is counted by: an IPv4 address, or the /64 network of an IPv6 address, of which one host has all addresses. */
export function clientAddress(peer: string, forwardedFor: string | string[] | undefined, proxyHops: number): string {
  const seen = (Array.isArray(forwardedFor) ? forwardedFor.join(',') : (forwardedFor ?? '')).split(',').map((entry) => entry.trim());
  const forwarded = proxyHops > 0 ? (seen.at(-proxyHops) ?? '') : '';
  const address = isIP(forwarded) > 0 ? forwarded : peer;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return isIP(address) === 6 ? network64(address) : address;
}

function network64(address: string): string {
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return `${[...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
