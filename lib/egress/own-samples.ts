import type { Hop } from './redirect';

/** Plain names only: nothing that a server further on could read as another path. */
const SAMPLE_PATH = /^\/samples\/pages\/[a-z0-9-]{1,64}$/;

/**
 * True for reading one of this installation's own sample pages: exactly its origin, no query, nothing that could carry a secret or change
 * anything. They are static and public, so that no flow learns by them what it could not know.
 */
export function isOwnSample({ method, url, secretHeaders, body }: Hop, ownOrigin: string): boolean {
  const isRead = (method === 'GET' || method === 'HEAD') && body === undefined && Object.keys(secretHeaders).length === 0;
  return isRead && url.origin === ownOrigin && url.search === '' && SAMPLE_PATH.test(url.pathname);
}
