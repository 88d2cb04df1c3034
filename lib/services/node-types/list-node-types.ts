import { type Principal, requirePermission } from '@/lib/auth';
import type { NodeTypeDescription } from '@/lib/dsl';
import type { ServiceDeps } from '@/lib/services/deps';

/** The catalog of node types, as data. */
export async function listNodeTypes(deps: ServiceDeps, principal: Principal): Promise<{ items: NodeTypeDescription[] }> {
  requirePermission(principal, 'flow:read');
  return { items: [...deps.catalog.list()] };
}
