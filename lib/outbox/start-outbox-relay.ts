import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, SqlClient } from '@/lib/db/database';
import type { JsonObject } from '@/lib/std/json';
import type { OutboxMessage, OutboxSubscriber } from './outbox-message';

export interface OutboxRelayOptions {
  db: Database;
  subscribers: readonly OutboxSubscriber[];
  /** Longest pause between looks at an empty outbox, in ms; 500 by default. */
  idleMs?: number;
  /** Messages of one claim; 50 by default. */
  batch?: number;
  /** A message that failed this often is given up (kept, unsent, and reported); 20 by default. */
  maxTries?: number;
  /** Told of a subscriber's failure and of a database that is away; the relay goes on. */
  onError?: (error: unknown, message: OutboxMessage | null) => void;
}

export interface OutboxRelay {
  /** Looks now instead of at the next pause's end: for a process that has just appended. */
  nudge(): void;
  /** Stops after the batch under way. */
  close(): Promise<void>;
}

type Settled = Required<OutboxRelayOptions>;

/** A failed batch, or a database that is away, is tried again after a pause of up to this. */
const MOST_BACKOFF_MS = 30_000;

/**
 * Carries unsent messages to the subscribers, each row locked (SKIP LOCKED) while it is delivered, so any number of relays
 * share the work. A message is sent when every subscriber took it; until then all of them may hear it again.
 */
export function startOutboxRelay(given: OutboxRelayOptions): OutboxRelay {
  const options: Settled = { idleMs: 500, batch: 50, maxTries: 20, onError: () => {}, ...given };
  const stopping = new AbortController();
  let wake: () => void = () => {};
  let nudges = 0;
  const pause = async (ms: number) => {
    const nudged = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const over = new AbortController();
    const slept = sleep(ms, undefined, { signal: AbortSignal.any([stopping.signal, over.signal]), ref: false }).catch(() => {});
    await Promise.race([slept, nudged]);
    over.abort();
  };
  const loop = async () => {
    let backoffMs = 0;
    while (!stopping.signal.aborted) {
      const seen = nudges;
      const outcome = await relayBatch(options);
      backoffMs = outcome.failed ? Math.min(Math.max(backoffMs * 2, options.idleMs), MOST_BACKOFF_MS) : 0;
      if (outcome.failed) await pause(backoffMs * (0.5 + Math.random() / 2));
      // A nudge that came meanwhile may tell of a row this look did not see.
      else if (outcome.claimed < options.batch && nudges === seen) await pause(options.idleMs * (0.75 + Math.random() / 4));
    }
  };
  const running = loop();
  return {
    nudge: () => {
      nudges++;
      wake();
    },
    close: async () => {
      stopping.abort();
      wake();
      await running;
    },
  };
}

async function relayBatch(options: Settled): Promise<{ claimed: number; failed: boolean }> {
  try {
    return await options.db.transaction(async (client) => {
      const messages = await claim(client, options);
      const sent: string[] = [];
      const failed: string[] = [];
      for (const message of messages) ((await deliver(message, options)) ? sent : failed).push(message.id);
      if (sent.length > 0) await client.query('UPDATE outbox SET sent_at = millrace_now() WHERE id = ANY($1)', [sent]);
      if (failed.length > 0) await client.query('UPDATE outbox SET tries = tries + 1 WHERE id = ANY($1)', [failed]);
      return { claimed: messages.length, failed: failed.length > 0 };
    });
  } catch (error) {
    options.onError(error, null);
    return { claimed: 0, failed: true };
  }
}

interface OutboxRow {
  id: string;
  workspace_id: string;
  kind: string;
  subject_id: string;
  data: JsonObject;
  created_at: Date;
}

// Fewest tries first: a message that keeps failing does not hold up the others.
const CLAIM_SQL = `
  SELECT id, workspace_id, kind, subject_id, data, created_at FROM outbox
  WHERE sent_at IS NULL AND tries < $2 ORDER BY tries, id LIMIT $1 FOR UPDATE SKIP LOCKED`;

async function claim(client: SqlClient, options: Settled): Promise<OutboxMessage[]> {
  const { rows } = await client.query<OutboxRow>(CLAIM_SQL, [options.batch, options.maxTries], { name: 'outbox_claim' });
  return rows.map((row) => ({
    id: row.id,
    workspaceId: row.workspace_id,
    kind: row.kind,
    subjectId: row.subject_id,
    data: row.data,
    createdAt: row.created_at,
  }));
}

async function deliver(message: OutboxMessage, options: Settled): Promise<boolean> {
  const wanting = options.subscribers.filter((subscriber) => subscriber.kinds?.includes(message.kind) ?? true);
  const answers = await Promise.allSettled(wanting.map((subscriber) => subscriber.handle(message)));
  for (const answer of answers) if (answer.status === 'rejected') options.onError(answer.reason, message);
  return answers.every((answer) => answer.status === 'fulfilled');
}
