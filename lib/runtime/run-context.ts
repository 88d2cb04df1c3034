import type { RunState } from '@/lib/engine';
import type { Json, JsonObject } from '@/lib/std/json';
import type { ClaimedRun } from './claim-runs';
import type { RuntimeDeps } from './deps';
import type { RunLedger } from './run-ledger';
import type { CompiledSnapshot } from './snapshot-cache';
import type { ValueCache } from './value-cache';

/** Everything about one claimed run that its attempts share. */
export interface RunContext {
  deps: RuntimeDeps;
  row: ClaimedRun;
  snapshot: CompiledSnapshot;
  state: RunState;
  ledger: RunLedger;
  values: ValueCache;
  input: Json;
  vars: JsonObject;
  /** Items of the scopes that are open, by the scope's path. */
  items: Map<string, Json[]>;
  /** Database time in ms: the claim's `millrace_now()` plus the monotonic time since. */
  now: () => number;
}
