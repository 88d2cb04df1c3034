import { ClientError } from '@/lib/client';
import type { ErrorCode } from '@/lib/errors/codes';
import { isJsonObject } from '@/lib/std/json';

/**
 * Posts a form to next-auth the way it asks for: with its CSRF token. Throws `ClientError`: a refusal comes in our envelope, anything else
 * is `unreadable`, no answer `unreachable`.
 */
export async function callNextAuth(path: string, fields: Record<string, string> = {}): Promise<void> {
  const answer = await reach('/api/auth/csrf').then((response) => response.json().catch(() => null));
  const csrfToken = isJsonObject(answer) && typeof answer.csrfToken === 'string' ? answer.csrfToken : '';
  const response = await reach(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: '/flows', json: 'true' }),
  });
  if (!response.ok) throw await refusalOf(response);
}

/** Signs in by one of next-auth's ways: `link`, `password`, `setup`. Throws as `callNextAuth` does. */
export function signInBy(way: 'link' | 'password' | 'setup', fields: Record<string, string>): Promise<void> {
  return callNextAuth(`callback/${way}`, fields);
}

async function reach(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new ClientError({ code: 0, reason: 'unreachable', message: 'The server does not answer', cause });
  }
}

async function refusalOf(response: Response): Promise<ClientError> {
  const envelope: unknown = await response.json().catch(() => null);
  if (!isJsonObject(envelope) || !isJsonObject(envelope.data) || typeof envelope.data.reason !== 'string') {
    return new ClientError({ code: response.status * 100, reason: 'unreadable', message: `The server answered ${response.status}` });
  }
  const { code, msg, data } = envelope;
  // Codes are a closed list shared with the server; whoever shows one it does not know shows the sentence.
  return new ClientError({ code: Number(code), reason: data.reason as ErrorCode, message: String(msg ?? ''), data });
}
