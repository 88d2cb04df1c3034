/** A year, after which a choice must be made again. */
const KEPT_S = 365 * 24 * 3600;

/** Keeps a choice of the person in this browser, where the server reads it for the next page. Both are plain words, no secrets. */
export function keepChoice(cookie: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API does not exist on http, where the local size runs
  document.cookie = `${cookie}=${value}; Path=/; Max-Age=${KEPT_S}; SameSite=Lax${secure}`;
}
