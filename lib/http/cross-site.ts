import { userError } from '@/lib/errors/app-error';

/**
 * Lets a request that a cookie authenticates through only when the browser says that a page of this very site made it.
 * Throws `cross_site_request`. A Bearer header needs none of this: no browser adds one by itself.
 */
export function requireSameSite(headers: Pick<Headers, 'get'>): void {
  const site = headers.get('sec-fetch-site');
  if (site === 'same-origin') return;
  if (site === null && isOwnOrigin(headers.get('origin'), headers.get('host'))) return;
  throw userError('cross_site_request', "The request came from another site; call from Millrace's own pages, or use an API token.");
}

/** Whether an Origin names the host that was asked. Absent is not enough. */
export function isOwnOrigin(origin: string | null | undefined, host: string | null | undefined): boolean {
  if (!origin || !host || !URL.canParse(origin)) return false;
  return new URL(origin).host === host.toLowerCase();
}
