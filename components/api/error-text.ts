import { type ClientError, isClientError } from '@/lib/client';
import { issueText, SERVER_LOCALE, type Translate } from '@/lib/i18n';

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

/** What to tell a person about something thrown, in the language of the screen. */
export function errorText(t: Translate, thrown: unknown): string {
  if (!isClientError(thrown)) return t('errors.internal');
  if (thrown.reason === 'unreachable') return t('common.error.offline');
  const key = `errors.${thrown.reason}`;
  if (!t.has(key)) return thrown.message || t('errors.internal');
  const what = t(key);
  if (!SERVER_SAYS_MORE.has(thrown.reason) || !thrown.message) return what;
  return t.locale === SERVER_LOCALE ? thrown.message : withDetail(t, what, thrown);
}

/** The catalogue's sentence with what the server adds: an issue by its code, else the server's own words. */
function withDetail(t: Translate, what: string, { issues, message }: ClientError): string {
  const errors = issues.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first || !t.has(`issues.${first.code}`)) return t('common.error.serverDetail', { what, detail: message });
  const detail = issueText(t, first);
  return errors.length === 1
    ? t('common.error.detail', { what, detail })
    : t('common.error.moreDetails', { what, detail, count: errors.length - 1 });
}
