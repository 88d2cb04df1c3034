import type { JsonObject } from '@/lib/std/json';

/** A flow- or run-level fact on its way to subscribers. */
export interface OutboxMessage {
  /** Stays the same over deliveries: a subscriber's key for "seen already". */
  id: string;
  workspaceId: string;
  /** Past tense, for example `run.succeeded` or `flow.published`. */
  kind: string;
  /** Id of the run or flow it tells of. */
  subjectId: string;
  /** Ids and metadata; never a payload. */
  data: JsonObject;
  createdAt: Date;
}

/** Who hears of facts. Called at least once per message, in no promised order; what it does must bear a repeat. */
export interface OutboxSubscriber {
  name: string;
  /** The kinds it wants; all when absent. */
  kinds?: readonly string[];
  handle(message: OutboxMessage): Promise<void>;
}
