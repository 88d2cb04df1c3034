import type { Env } from './read-env';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

type Address = Pick<Env, 'HOST' | 'PORT' | 'MILLRACE_PUBLIC_URL'>;

/** Where people reach this installation: the public address, else the one it listens at. Without a slash at its end. */
export function ownOrigin({ HOST, PORT, MILLRACE_PUBLIC_URL }: Address): string {
  if (MILLRACE_PUBLIC_URL !== undefined) return new URL(MILLRACE_PUBLIC_URL).origin;
  if (HOST === '0.0.0.0' || HOST === '::') return `http://localhost:${PORT}`;
  return new URL(`http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`).origin;
}

/**
 * The origin whose sample pages flows may read though it is inside: this machine's own, where the product listens to this machine alone.
 * Null for every installation that others reach: there the operator decides, by MILLRACE_EGRESS_ALLOW.
 */
export function samplesOrigin(settings: Address): string | null {
  return settings.MILLRACE_PUBLIC_URL === undefined && LOOPBACK.has(settings.HOST) ? ownOrigin(settings) : null;
}
