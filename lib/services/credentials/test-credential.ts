import { type Principal, requirePermission } from '@/lib/auth';
import { operationalError } from '@/lib/errors/app-error';
import { findProvider } from '@/lib/llm';
import { NodeFailure } from '@/lib/nodes/contract';
import type { ServiceDeps } from '@/lib/services/deps';
import { credentialNotFound } from './credential-row';
import { openCredential } from './open-credential';

/** A server on this machine may have to load its model first. */
const TEST_MS = 30_000;

/**
 * Makes one tiny call with a model credential; of the other kinds it only shows that the secret opens, for where they are sent is the
 * flow's to say. A refusal is an answer, not an error. Throws `credential_not_found`.
 */
export async function testCredential(
  deps: ServiceDeps,
  principal: Principal,
  input: { id: string },
): Promise<{ ok: boolean; message: string; durationMs: number }> {
  requirePermission(principal, 'credential:manage');
  const credential = await openCredential(deps, principal.workspaceId, input.id, null);
  if (!credential) throw credentialNotFound(input.id);
  if (!findProvider(credential.kind)) {
    return { ok: true, message: 'The secret is stored and opens. It is tried out when a flow uses it.', durationMs: 0 };
  }
  if (deps.models === null)
    throw operationalError('unavailable', 'This process calls no models; test the credential through the web server.');
  const begun = deps.clock();
  const since = () => Math.max(0, Math.round(deps.clock() - begun));
  try {
    const answer = await deps.models.chat(
      principal.workspaceId,
      {
        provider: credential.kind,
        credential: credential.id,
        messages: [{ role: 'user', content: 'Reply with the word ok.' }],
        maxTokens: 16,
        onText: () => {},
      },
      AbortSignal.timeout(TEST_MS),
    );
    return { ok: true, message: `${answer.model} answered.`, durationMs: since() };
  } catch (error) {
    if (error instanceof NodeFailure) return { ok: false, message: error.message, durationMs: since() };
    if (error instanceof DOMException) return { ok: false, message: `No answer within ${TEST_MS / 1000} seconds.`, durationMs: since() };
    throw error;
  }
}
