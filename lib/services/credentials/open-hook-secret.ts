import { Secret } from '@/lib/crypto';
import { type CredentialDeps, openCredential } from './open-credential';

/** The shared secret that a `webhook_secret` credential holds; null when there is no such credential, or it is empty. */
export async function openHookSecret(deps: CredentialDeps, workspaceId: string, nameOrId: string): Promise<Secret | null> {
  const credential = await openCredential(deps, workspaceId, nameOrId, null);
  return credential?.kind === 'webhook_secret' && credential.secret !== '' ? new Secret(credential.secret) : null;
}
