import type { EffectKind, NodeControl, OnUncertain } from '@/lib/dsl/catalog';
import type { FailureClass, RetryField } from '@/lib/dsl/document';

/** Status of a run. COMPENSATION_FAILED is parked, not terminal. */
export type RunStatus =
  | 'PENDING'
  | 'RUNNING'
  | 'WAITING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELLED'
  | 'COMPENSATING'
  | 'COMPENSATED'
  | 'COMPENSATION_FAILED';

/** Status of a task run. */
export type TaskStatus = 'PENDING' | 'RUNNING' | 'WAITING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'SKIPPED';

/** What a waiting task waits for. A timer ends by itself; a person and a callback answer; the others are resolved by signals of their own. */
export type WaitReason = 'uncertain' | 'timer' | 'person' | 'callback' | 'subflow';

/** Where a task stands in a run: `summarise`, `each[3]/summarise`, `outer[0]/inner[2]/call`. */
export type TaskPath = string;

/** A failure as data: serialisable, free of secrets and payloads. */
export interface Failure {
  class: FailureClass;
  /** Stable literal, e.g. `http_status`, `model_denied`, `missing_value`, `timeout`. */
  code: string;
  /** Plain sentence: what happened, to which thing, and what to do. */
  message: string;
  /** Earliest next try the other side asked for, in ms. */
  retryAfterMs?: number;
  /** Payload id of details too large or too private for a row. */
  detailId?: string;
  /** Line of the node's code, from 1, where it failed. */
  line?: number;
}

/** One edge of a plan, with its defaults filled in. */
export interface EdgePlan {
  from: string;
  port: string;
  to: string;
  input: string;
}

/** One node of a plan: what the engine may know of it. */
export interface NodePlan {
  id: string;
  type: string;
  control: NodeControl;
  /** Id of the node whose body holds this one; null at the top level. */
  scope: string | null;
  incoming: readonly EdgePlan[];
  outgoing: readonly EdgePlan[];
  join: 'all' | 'any';
  onError: 'fail' | 'continue' | 'branch';
  retry: RetryField | null;
  effect: EffectKind;
  onUncertain: OnUncertain;
  timeoutMs: number | null;
  disabled: boolean;
  pool: string | null;
  costTag: string | null;
  /** Only where control is `scope`. */
  body: ScopePlan | null;
}

/** The nodes of one scope, in document order, and what its value is made of. */
export interface ScopePlan {
  nodes: readonly NodePlan[];
  /** Place of a node in `nodes`, by id. */
  indexOf: ReadonlyMap<string, number>;
  /** Nodes without incoming edges. */
  roots: readonly string[];
  /** Nodes whose outputs make the item's value: what `result` refers to, else the nodes without outgoing edges. */
  results: readonly string[];
  concurrency: number;
  onItemError: 'stop' | 'continue' | 'collect';
}

/** A compiled flow: what `decide` walks. Immutable and shared by every run of one snapshot. */
export interface Plan {
  root: ScopePlan;
  byId: ReadonlyMap<string, NodePlan>;
}

/**
 * A recorded fact. `apply` folds it into the state; the journal numbers it. Times are database ms since the epoch.
 * `task.started` of a pure task is applied in memory and never recorded.
 */
export type EngineEvent = { at: number } & (
  | { type: 'run.created' }
  | { type: 'run.started' }
  | { type: 'run.parked'; until: number | null; reason: string }
  | { type: 'run.resumed'; epoch: number }
  | { type: 'run.cancel_requested'; by: string | null }
  | { type: 'run.succeeded'; outputId: string | null }
  | { type: 'run.failed'; failure: Failure; path: TaskPath | null; because: string }
  | { type: 'run.cancelled'; because: string }
  | { type: 'run.compensated'; because: string }
  | { type: 'task.scheduled'; path: TaskPath; nodeId: string; pool: string }
  /** `items` is set for a scope node: how many items its body runs over. */
  | { type: 'task.started'; path: TaskPath; nodeId: string; attempt: number; items?: number; inputId?: string }
  | { type: 'task.retrying'; path: TaskPath; nodeId: string; attempt: number; failure: Failure; dueAt: number }
  | {
      type: 'task.waiting';
      path: TaskPath;
      nodeId: string;
      attempt: number;
      reason: WaitReason;
      dueAt?: number;
    }
  /** Somebody answered a wait that is open, or one that is not open yet. The first answer counts. `answerId` is its payload. */
  | { type: 'task.answered'; path: TaskPath; nodeId: string; answerId: string }
  | { type: 'task.succeeded'; path: TaskPath; nodeId: string; attempt: number; outputId: string | null; port?: string; preview?: string }
  | { type: 'task.failed'; path: TaskPath; nodeId: string; attempt: number; failure: Failure }
  /** `outputId` is what passed through a disabled node. */
  | { type: 'task.skipped'; path: TaskPath; nodeId: string; because: 'branch_not_taken' | 'disabled'; outputId?: string | null }
  | { type: 'task.cancelled'; path: TaskPath; nodeId: string; attempt: number; because: string }
  | { type: 'effect.intended'; path: TaskPath; nodeId: string; attempt: number; key: string; target: string }
  | { type: 'effect.done'; path: TaskPath; nodeId: string; attempt: number; key: string }
  | { type: 'effect.uncertain'; path: TaskPath; nodeId: string; attempt: number; key: string; failure: Failure }
  | { type: 'effect.resolved'; path: TaskPath; nodeId: string; key: string; resolution: 'retry' | 'done' | 'failed'; by: string | null }
  | { type: 'usage.recorded'; path: TaskPath; nodeId: string; attempt: number; n: number }
);

export type EngineEventType = EngineEvent['type'];

/** What the engine decided. The runtime carries it out and records what came of it as events. */
export type Command =
  /** Execute the node (for a scope node: resolve its items, then record `task.started` with their number). */
  | { kind: 'start_task'; path: TaskPath; nodeId: string; attempt: number }
  | { kind: 'skip_task'; path: TaskPath; nodeId: string; because: 'branch_not_taken' | 'disabled'; passFrom: TaskPath | null }
  /** Every item is settled: compose the output and record `task.succeeded`, or record `task.failed`. */
  | { kind: 'settle_scope'; path: TaskPath; nodeId: string; attempt: number; failure: Failure | null }
  /** A wait is over: record what its answer makes of it; `answerId` null: nobody answered in time. */
  | { kind: 'settle_wait'; path: TaskPath; nodeId: string; attempt: number; answerId: string | null }
  /** Stop a running task (AbortSignal); its end is recorded as `task.cancelled`, or as its result when that came first. */
  | { kind: 'abort_task'; path: TaskPath; nodeId: string; because: string }
  | { kind: 'finish_run'; status: 'SUCCEEDED' | 'FAILED' | 'CANCELLED'; failure: Failure | null; path: TaskPath | null; because: string };

/** How one item of a scope ended. */
export type ItemOutcome = { ok: true } | { ok: false; failure: Failure };
