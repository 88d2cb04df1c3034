import { AppError, userError } from '@/lib/errors/app-error';
import type { ErrorCode } from '@/lib/errors/codes';

/** Why somebody was not signed in, in the words next-auth carries: it hands on an error's message and nothing else. */
const FORM = /^millrace\.([a-z_]+)\.(\d{0,6})$/;

const MESSAGES = {
  wrong_credentials: 'The e-mail address or the password is not right.',
  link_invalid: 'The link is unknown, was used, or is too old. On the server, npm run link prints another.',
  too_many_attempts: 'Too many failed attempts; wait as long as Retry-After says and try again.',
  password_refused: 'The password is too short, too common, or too close to your name or address.',
  email_taken: 'Somebody in this workspace has this e-mail address already.',
  invalid_request: 'Something in the request does not fit; reload the page and try again.',
  database_unavailable: 'The database does not answer; try again in a moment.',
  unavailable: 'The server cannot do this right now; try again in a moment.',
} as const satisfies Partial<Record<ErrorCode, string>>;

type RefusalCode = keyof typeof MESSAGES;

/** An error as next-auth may carry it; what is none of ours is told as `unavailable`, so that nothing of it leaks into an address. */
export function toAuthRefusal(error: unknown): Error {
  const known = error instanceof AppError && Object.hasOwn(MESSAGES, error.code) ? error : null;
  const retryAfterS = known?.details?.retryAfterS;
  return new Error(`millrace.${known?.code ?? 'unavailable'}.${typeof retryAfterS === 'number' ? retryAfterS : ''}`);
}

/** The error again, from the text next-auth answered with; null for a text that is none of ours. */
export function readAuthRefusal(text: string): AppError | null {
  const [, code, seconds] = FORM.exec(text) ?? [];
  if (code === undefined || !isRefusalCode(code)) return null;
  return userError(code, MESSAGES[code], seconds ? { retryAfterS: Number(seconds) } : undefined);
}

function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(MESSAGES, code);
}
