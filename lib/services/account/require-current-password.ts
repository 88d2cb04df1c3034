import type { Principal } from '@/lib/auth';
import { normalizePassword } from '@/lib/contracts/password';
import { verifyPassword } from '@/lib/crypto';
import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';
import { type AccountRow, requireMember } from './require-member';

/**
 * Lets through who knows the password, or whoever is signed in where there is none yet. Throws `wrong_password`, and `too_many_attempts`
 * after several: a session left open must not become a place to guess at.
 */
export async function requireCurrentPassword(
  deps: ServiceDeps,
  principal: Principal,
  { password_hash }: AccountRow,
  given: string | undefined,
): Promise<void> {
  if (password_hash === null) return;
  const key = `${principal.workspaceId}/${requireMember(principal)}`;
  await deps.caches.passwordAttempts.attempt([key], async () => {
    if (await verifyPassword(normalizePassword(given ?? ''), password_hash)) return;
    throw userError('wrong_password', 'The current password is not right.');
  });
}
