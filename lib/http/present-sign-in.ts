import { readAuthRefusal } from '@/lib/auth';
import { newId } from '@/lib/std/ids';
import { presentError } from './present';

/**
 * next-auth's answer to a sign-in, with a refusal in our envelope: stable code, `Retry-After`. Next-auth itself answers 401 and an address
 * whose `error` says why. Everything else is handed on as it is; `WWW-Authenticate` is not for forms.
 */
export async function presentSignIn(answer: Response): Promise<Response> {
  if (answer.status !== 401) return answer;
  const refusal = readAuthRefusal(await errorOf(answer.clone()));
  if (refusal === null) return answer;
  const response = presentError(refusal, newId());
  response.headers.delete('WWW-Authenticate');
  return response;
}

async function errorOf(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null);
  const url = typeof body === 'object' && body !== null && 'url' in body ? String(body.url) : '';
  return URL.canParse(url) ? (new URL(url).searchParams.get('error') ?? '') : '';
}
