import { AppError } from '@/lib/errors/app-error';
import type { Json } from '@/lib/std/json';
import { ERROR_TABLE, envelopeCode } from './error-table';

const HEADERS = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };

/** An answer in the envelope: `{ code: 0, msg: "success", data }`. */
export function presentSuccess(data: unknown, status = 200): Response {
  return new Response(JSON.stringify({ code: 0, msg: 'success', data: data ?? null }), { status, headers: HEADERS });
}

/** JSON outside the envelope, for documents with a form of their own (OpenAPI, JSON Schema). */
export function presentDocument(json: string): Response {
  return new Response(json, { headers: { ...HEADERS, 'Cache-Control': 'no-cache' } });
}

/** A table as a file to keep. The name must be plain ASCII without quotes. */
export function presentCsv({ name, text }: { name: string; text: string }): Response {
  const headers = { ...HEADERS, 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` };
  return new Response(text, { headers });
}

/** An error in the envelope; anything but an `AppError` is `internal`, and only its request id is told. */
export function presentError(error: unknown, requestId: string): Response {
  if (!(error instanceof AppError) || error.code === 'internal') return presentInternal(requestId);
  const { status } = ERROR_TABLE[error.code];
  const data: Record<string, Json> = { ...error.details, reason: error.code };
  const headers: Record<string, string> = { ...HEADERS };
  if (status === 429) headers['Retry-After'] = String(error.details?.retryAfterS ?? 1);
  if (error.code === 'method_not_allowed' && Array.isArray(error.details?.allow)) headers.Allow = error.details.allow.join(', ');
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer';
  // No `Connection: close` with a 413: it cuts off a client that is still sending. The server adapter drains what is left unread.
  return new Response(JSON.stringify({ code: envelopeCode(error.code), msg: error.message, data }), { status, headers });
}

function presentInternal(requestId: string): Response {
  const msg = `Something broke on the server; it is written to the log as ${requestId}.`;
  const data = { reason: 'internal', requestId };
  return new Response(JSON.stringify({ code: envelopeCode('internal'), msg, data }), { status: 500, headers: HEADERS });
}
