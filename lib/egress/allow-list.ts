import ipaddr from 'ipaddr.js';
import { userError } from '@/lib/errors/app-error';
import { classifyAddress, parseAddress } from './address';

/** Exceptions to "public addresses only": `host:port` pairs, and address ranges with any port. */
export interface AllowList {
  hostPorts: ReadonlySet<string>;
  ranges: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];
}

/** Reads `MILLRACE_EGRESS_ALLOW` entries: `host:port`, `[v6]:port`, an address or a CIDR. Throws `config_invalid` on any other text. */
export function parseAllowList(entries: readonly string[]): AllowList {
  const hostPorts = new Set<string>();
  const ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = [];
  for (const entry of entries.map((text) => text.trim()).filter(Boolean)) {
    const range = parseRange(entry);
    if (range) ranges.push(range);
    else hostPorts.add(parseHostPort(entry));
  }
  return { hostPorts, ranges };
}

/** The list with one host and port more. */
export function withBaseUrl(list: AllowList, baseUrl: string): AllowList {
  return { ...list, hostPorts: new Set([...list.hostPorts, hostPortOf(new URL(baseUrl))]) };
}

/** `host:port` of a URL in lower case, the scheme's port filled in. */
export function hostPortOf(url: URL): string {
  return toHostPort(url.hostname, url.port || defaultPort(url.protocol));
}

/** True when a connection to this address, asked for under this host and port, may be made. */
export function permits(list: AllowList, host: string, port: string, address: string): boolean {
  const kind = classifyAddress(address);
  if (kind === 'public') return true;
  if (kind === 'metadata') return false;
  if (list.hostPorts.has(toHostPort(host, port))) return true;
  const parsed = parseAddress(address);
  return parsed !== null && list.ranges.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
}

/** Port of a scheme where the URL names none. */
export function defaultPort(protocol: string): string {
  return protocol === 'https:' ? '443' : '80';
}

function toHostPort(host: string, port: string): string {
  const bare = host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return `${parseAddress(bare)?.toString() ?? bare}:${port}`;
}

function parseRange(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  const single = /^[\d.]+$|^[\da-f:.]*:[\da-f:.]*:[\da-f:.]*$/i.test(entry) ? parseAddress(entry) : null;
  return single && [single, single.kind() === 'ipv4' ? 32 : 128];
}

function parseHostPort(entry: string): string {
  const match = /^(\[[\da-f:.]+\]|[a-z0-9._-]+):(\d{1,5})$/i.exec(entry);
  const [, host, port] = match ?? [];
  if (!host || !port || Number(port) > 65_535) {
    throw userError(
      'config_invalid',
      `MILLRACE_EGRESS_ALLOW: "${entry}" is neither host:port nor an address range; write it like 10.0.0.0/8 or intranet:8080`,
    );
  }
  return toHostPort(host, String(Number(port)));
}
