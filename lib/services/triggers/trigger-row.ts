import type { TriggerView } from '@/lib/contracts/flows';
import type { TriggerDeclaration } from '@/lib/dsl';

/** A trigger as stored: its declaration in the live revision is `config`. */
export interface TriggerRow {
  id: string;
  flowId: string;
  declaredId: string;
  type: string;
  path: string | null;
  active: boolean;
  config: TriggerDeclaration;
}

/** A trigger as the API tells it. */
export function toTriggerView(row: TriggerRow): TriggerView {
  const url = row.type === 'webhook' ? `/api/hooks/${row.id}/${row.path ?? ''}` : null;
  return { id: row.id, declaredId: row.declaredId, type: row.type, path: row.path, active: row.active, url };
}
