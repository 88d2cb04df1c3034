import type { CredentialView, SaveCredential } from '@/lib/contracts/settings';
import { userError } from '@/lib/errors/app-error';

/** Control characters would let a secret write headers of its own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f]/;
/** RFC 9110, section 5.6.2: token. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * What of a credential may be stored: its settings, with `hosts` filled in from the base URL where none are named.
 * Throws `invalid_request` with what to change.
 */
export function checkCredential(input: SaveCredential): CredentialView['config'] {
  const { kind, config, secret } = input;
  if (config.baseUrl !== undefined) requireBaseUrl(config.baseUrl);
  if (config.header !== undefined && !HEADER_NAME.test(config.header))
    throw invalid('config.header', 'The header name is not well formed.');
  if (secret !== undefined && CONTROL.test(secret)) throw invalid('secret', 'The secret holds a line break or another control character.');
  if (kind === 'openai_compatible' && config.baseUrl === undefined) throw invalid('config.baseUrl', 'Say where the server listens.');
  if (kind === 'webhook_secret' && secret === '') throw invalid('secret', 'A webhook secret must not be empty.');
  const hosts = config.hosts ?? (config.baseUrl === undefined ? [] : [new URL(config.baseUrl).host]);
  if (kind === 'http_header' && hosts.length === 0) throw invalid('config.hosts', 'Name the hosts that this secret may be sent to.');
  return { ...config, ...(hosts.length > 0 ? { hosts } : {}) };
}

function requireBaseUrl(text: string): void {
  const url = new URL(text); // the contract has checked that it is one
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw invalid('config.baseUrl', 'The base URL must begin with https:// or http://.');
  if (url.username !== '' || url.password !== '')
    throw invalid('config.baseUrl', 'Put the password into the secret, not into the base URL.');
}

function invalid(path: string, message: string) {
  return userError('invalid_request', message, { issues: [{ path, message }] });
}
