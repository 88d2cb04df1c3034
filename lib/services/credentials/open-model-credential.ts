import type { FindModelCredential } from '@/lib/llm';
import { type CredentialDeps, openCredential } from './open-credential';

/** Model credentials as `lib/llm` asks for them. */
export function openModelCredential(deps: CredentialDeps): FindModelCredential {
  return (workspaceId, nameOrId, provider) => openCredential(deps, workspaceId, nameOrId, provider);
}
