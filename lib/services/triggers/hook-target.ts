import type { Secret } from '@/lib/crypto';
import type { TriggerDeclaration } from '@/lib/dsl';
import { type CompiledValue, compileValue } from '@/lib/dsl/expression';
import { userError } from '@/lib/errors/app-error';
import { openHookSecret } from '@/lib/services/credentials/open-hook-secret';
import type { ServiceDeps } from '@/lib/services/deps';
import { isId } from '@/lib/std/ids';

/** A live webhook with everything a call of it needs. */
export interface HookTarget {
  triggerId: string;
  workspaceId: string;
  flowId: string;
  path: string;
  /** `token` unless the document says otherwise. */
  auth: 'none' | 'token' | 'hmac';
  respond: 'accepted' | 'result';
  /** What makes the run's input out of the call; null: the body is the input. */
  input: CompiledValue | null;
  /** Signs calls under `hmac`; null where the credential is gone: then nobody gets in. */
  secret: Secret | null;
}

interface Row {
  workspace_id: string;
  flow_id: string;
  path: string | null;
  config: TriggerDeclaration;
}

const SQL = `
  SELECT t.workspace_id, t.flow_id, t.path, t.config FROM trigger t JOIN flow f ON f.id = t.flow_id
  WHERE t.id = $1 AND t.type = 'webhook' AND t.active AND f.deleted_at IS NULL`;

/** The webhook at an address, remembered for five seconds. Throws `trigger_not_found`, also for another path than the published one. */
export async function findHookTarget(deps: ServiceDeps, triggerId: string, path: string): Promise<HookTarget> {
  if (!isId(triggerId)) throw hookNotFound();
  const target = await deps.caches.hooks.get(triggerId, () => loadHook(deps, triggerId));
  if (trimPath(path) !== trimPath(target.path)) throw hookNotFound();
  return target;
}

async function loadHook(deps: ServiceDeps, triggerId: string): Promise<HookTarget> {
  const { rows } = await deps.db.query<Row>(SQL, [triggerId], { name: 'hook_target' });
  const row = rows[0];
  if (!row) throw hookNotFound();
  const { auth = 'token', respond = 'accepted', input, credential } = row.config;
  const compiled = input === undefined ? null : compileValue(input);
  // Publishing has checked it; only a release that speaks less than the one before can get here.
  if (compiled && !compiled.ok)
    throw userError('invalid_expression', `The input of this webhook cannot be read: ${compiled.error.message}`);
  return {
    triggerId,
    workspaceId: row.workspace_id,
    flowId: row.flow_id,
    path: row.path ?? '',
    auth,
    respond,
    input: compiled?.value ?? null,
    secret: auth === 'hmac' && credential !== undefined ? await openHookSecret(deps, row.workspace_id, credential) : null,
  };
}

function trimPath(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

/** Says that nothing listens at the address; the same for every reason. */
export function hookNotFound() {
  return userError('trigger_not_found', 'No webhook listens at this address; look up the address on the flow, and that it is published.');
}
