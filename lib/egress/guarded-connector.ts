import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { NodeFailure } from '@/lib/nodes/contract';
import { parseAddress } from './address';
import { type AllowList, defaultPort, permits } from './allow-list';

/** Resolves a name to all its addresses. */
export type Resolver = (hostname: string, done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;

/** The machine's own resolver. */
export const systemResolver: Resolver = (hostname, done) => {
  systemLookup(hostname, { all: true }, done);
};

/**
 * Opens sockets to permitted addresses only: a literal is checked before dialling, a name by every address it resolves to,
 * and the open socket once more by the address it really reached, so that no answer of a resolver can slip between.
 */
export function createGuardedConnector(options: {
  allow: AllowList;
  connectTimeoutMs: number;
  resolver: Resolver;
}): buildConnector.connector {
  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, '');
    const port = target.port || defaultPort(target.protocol);
    const isPermitted = (address: string) => permits(options.allow, host, port, address);
    if (parseAddress(host) && !isPermitted(host)) {
      callback(deniedFailure(host), null);
      return;
    }
    const connect = buildConnector({
      timeout: options.connectTimeoutMs,
      lookup: createLookup(options.resolver, isPermitted),
    });
    connect(target, (error, socket) => {
      if (!socket) {
        callback(error ?? new Error('No socket'), null);
        return;
      }
      if (!isPermitted(socket.remoteAddress ?? '')) {
        socket.destroy();
        callback(deniedFailure(host), null);
        return;
      }
      callback(null, socket);
    });
  };
}

/** The failure of a call that would leave the permitted world. */
export function deniedFailure(host: string): NodeFailure {
  return new NodeFailure(
    'denied',
    'egress_denied',
    `${host} is an address inside this network, which flows may not call; the operator can allow it with MILLRACE_EGRESS_ALLOW`,
  );
}

function createLookup(resolver: Resolver, isPermitted: (address: string) => boolean): LookupFunction {
  return (hostname, lookupOptions, done) => {
    resolver(hostname, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) done(error, '', 0);
      else if (!first) done(Object.assign(new Error(`No address for ${hostname}`), { code: 'ENOTFOUND' }), '', 0);
      else if (!addresses.every(({ address }) => isPermitted(address))) done(deniedFailure(hostname), '', 0);
      else if (lookupOptions.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}
