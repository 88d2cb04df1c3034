import type { CallCredential } from '@/lib/egress';
import { NodeFailure } from '@/lib/nodes/contract';
import { type CredentialDeps, openCredential } from './open-credential';

/** HTTP credentials as `lib/egress` takes them: one header, for the credential's own hosts. Throws NodeFailure `credential_not_found`. */
export function openHttpCredential(deps: CredentialDeps): (workspaceId: string, nameOrId: string) => Promise<CallCredential> {
  return async (workspaceId, nameOrId) => {
    const credential = await openCredential(deps, workspaceId, nameOrId, null);
    if (credential?.kind !== 'http_header') {
      throw new NodeFailure(
        'denied',
        'credential_not_found',
        `There is no HTTP credential "${nameOrId}" in this workspace; add it under Settings > Credentials`,
      );
    }
    return {
      name: credential.name,
      headers: { [credential.config.header ?? 'Authorization']: credential.secret },
      hosts: credential.config.hosts ?? [],
    };
  };
}
