import { type ClientError, isClientError } from '@/lib/client';
import type { Translate } from '@/lib/i18n';

/** Reasons whose server sentence names the very thing that is wrong, so that it says more than the catalogue can. */
const SERVER_SAYS_MORE = new Set<ClientError['reason']>([
  'invalid_request',
  'invalid_inputs',
  'invalid_document',
  'invalid_parameters',
  'egress_denied',
  'name_taken',
  'draft_has_errors',
  'malformed_json',
]);

/** What to tell a person about something thrown. */
export function errorText(t: Translate, thrown: unknown): string {
  if (!isClientError(thrown)) return t('errors.internal');
  if (thrown.reason === 'unreachable') return t('common.error.offline');
  const key = `errors.${thrown.reason}`;
  if (SERVER_SAYS_MORE.has(thrown.reason) && thrown.message) return thrown.message;
  return t.has(key) ? t(key) : thrown.message || t('errors.internal');
}
