import ipaddr from 'ipaddr.js';

/** `metadata` is where clouds hand out machine credentials: never dialled, whatever the allow list says. */
export type AddressKind = 'public' | 'private' | 'metadata';

// AWS, GCP, Azure, OpenStack (169.254.169.254); AWS ECS and EKS; Azure's wire server; Alibaba; Oracle; AWS and GCP on IPv6.
const METADATA_ADDRESSES = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
]);

// The only block IANA has given out for global use; everything outside it is special.
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/** Says what kind of address this is. Only plain global unicast is `public`; text that is no address is `private`. */
export function classifyAddress(text: string): AddressKind {
  const address = parseAddress(text);
  if (!address) return 'private';
  if (isMetadata(address)) return 'metadata';
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast' ? 'public' : 'private';
  const isGlobal = address.range() === 'unicast' && address.match(GLOBAL_IPV6) && !embeddedIpv4(address);
  return isGlobal ? 'public' : 'private';
}

/** Parses an address with or without brackets or zone; null when the text is a name. */
export function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  // A lone number or an octal part is a valid IPv4 notation to ipaddr.js and to the C library alike.
  return ipaddr.isValid(bare) ? ipaddr.parse(bare) : null;
}

function isMetadata(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  const inner = address instanceof ipaddr.IPv6 ? embeddedIpv4(address) : null;
  return METADATA_ADDRESSES.has(address.toString()) || (inner !== null && METADATA_ADDRESSES.has(inner));
}

/**
 * The IPv4 address an IPv6 one carries: mapped and compatible (RFC 4291), translated (RFC 2765, 6052, 8215), 6to4 (RFC 3056),
 * Teredo (RFC 4380, inverted) and ISATAP (RFC 5214); null for the rest.
 */
function embeddedIpv4(address: ipaddr.IPv6): string | null {
  const [a = 0, b = 0, , , e = 0, f = 0, g = 0, h = 0] = address.parts;
  const isIsatap = (e === 0 || e === 0x200) && f === 0x5efe;
  const isNat64 = a === 0x64 && b === 0xff9b;
  const highIsZero = address.parts.slice(0, 4).every((part) => part === 0);
  const isMappedOrCompatible = highIsZero && (e === 0 || e === 0xffff) && (f === 0 || f === 0xffff);
  if (isIsatap || isNat64 || isMappedOrCompatible) return dotted(g, h);
  if (a === 0x2002) return dotted(b, address.parts[2] ?? 0);
  if (a === 0x2001 && b === 0) return dotted(g ^ 0xffff, h ^ 0xffff);
  return null;
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}
