import { PROVIDERS } from '@/lib/llm';
import type { DocumentDeps } from '@/lib/services/deps';

/** Providers that can be called from a workspace: those without a key, and those with a credential. */
export async function listConfiguredProviders(deps: Pick<DocumentDeps, 'db'>, workspaceId: string): Promise<string[]> {
  const { rows } = await deps.db.query<{ kind: string }>('SELECT DISTINCT kind FROM credential WHERE workspace_id = $1', [workspaceId], {
    name: 'configured_providers',
  });
  const kinds = new Set(rows.map((row) => row.kind));
  return PROVIDERS.filter((provider) => !provider.needsCredential || kinds.has(provider.id)).map((provider) => provider.id);
}
