import type { CredentialView, SaveCredential } from '@/lib/contracts/settings';
import { userError } from '@/lib/errors/app-error';
import { findProvider } from '@/lib/llm';

/** Control characters would let a secret write headers of its own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f]/;
/** RFC 9110, section 5.6.2: token. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

type Config = CredentialView['config'];
type Bound = Pick<CredentialView, 'kind' | 'config'>;

/**
 * What of a credential may be stored: its settings, with `hosts` filled in from where it is sent.
 * Throws `invalid_request` with what to change.
 */
export function checkCredential(input: SaveCredential): Config {
  const { kind, config, secret } = input;
  if (config.baseUrl !== undefined) requireBaseUrl(config.baseUrl);
  if (config.header !== undefined && !HEADER_NAME.test(config.header))
    throw invalid('config.header', 'The header name is not well formed.');
  if (secret !== undefined && CONTROL.test(secret)) throw invalid('secret', 'The secret holds a line break or another control character.');
  if (kind === 'webhook_secret' && secret === '') throw invalid('secret', 'A webhook secret must not be empty.');
  if (findProvider(kind)) requireModelSettings(input);
  const hosts = hostsOf(input);
  if (kind === 'http_header' && hosts.length === 0) throw invalid('config.hosts', 'Name the hosts that this secret may be sent to.');
  return { ...config, ...(hosts.length > 0 ? { hosts } : {}) };
}

/** Refuses to send a stored secret where it was not saved for: whoever changes the address must know the secret. */
export function requireSameHosts(before: Bound, after: Bound): void {
  const known = new Set(hostsOf(before));
  if (before.kind === after.kind && hostsOf(after).every((host) => known.has(host))) return;
  throw invalid('secret', 'Enter the secret again: it was saved for another address.');
}

/** The hosts a secret may go to: a model provider's own, else those it names, else its base URL's. */
function hostsOf({ kind, config }: Bound): string[] {
  const provider = findProvider(kind);
  const baseUrl = config.baseUrl ?? provider?.baseUrl ?? undefined;
  const own = baseUrl === undefined ? [] : [new URL(baseUrl).host];
  return provider ? own : (config.hosts ?? own);
}

function requireModelSettings({ kind, config, secret }: SaveCredential): void {
  if (kind === 'openai_compatible') {
    if (config.baseUrl === undefined) throw invalid('config.baseUrl', 'Say where the server listens.');
  } else if (secret === '') throw invalid('secret', 'This provider needs a key.');
  if (kind === 'azure_openai') {
    if (config.baseUrl === undefined) throw invalid('config.baseUrl', 'Say the endpoint of your Azure OpenAI resource.');
    if (config.deployment === undefined) throw invalid('config.deployment', 'Name the deployment to call.');
  } else if (config.deployment !== undefined || config.apiVersion !== undefined) {
    throw invalid('config.deployment', 'Only Azure OpenAI has deployments and API versions.');
  }
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
