import { type Principal, requirePermission } from '@/lib/auth';
import type { ProviderView } from '@/lib/contracts/settings';
import { PROVIDERS } from '@/lib/llm';
import type { ServiceDeps } from '@/lib/services/deps';

/** Model providers; the default model is that of the workspace's first credential for it, where that names one. */
export async function listProviders(deps: ServiceDeps, principal: Principal): Promise<{ items: ProviderView[] }> {
  requirePermission(principal, 'flow:read');
  const { rows } = await deps.db.query<{ kind: string; model: string | null }>(
    `SELECT DISTINCT ON (kind) kind, config ->> 'defaultModel' AS model FROM credential WHERE workspace_id = $1 ORDER BY kind, created_at`,
    [principal.workspaceId],
  );
  const saved = new Map(rows.map((row) => [row.kind, row.model]));
  const items = PROVIDERS.map(({ id, title, models, defaultModel, needsCredential }) => {
    const own = saved.get(id) ?? null;
    const isListed = own === null || models.includes(own);
    return {
      ...{ id, title, configured: !needsCredential || saved.has(id) },
      models: isListed ? [...models] : [own, ...models],
      defaultModel: own ?? defaultModel,
    };
  });
  return { items };
}
