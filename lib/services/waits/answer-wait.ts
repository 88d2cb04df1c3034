import { createHash } from 'node:crypto';
import type { SqlClient } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';
import type { ServiceDeps } from '@/lib/services/deps';
import { hasEnded } from '@/lib/services/runs/run-result';
import { insertSignal } from '@/lib/services/runs/signal-run';
import type { Json } from '@/lib/std/json';

/** An answer on its way to a wait. */
export interface WaitAnswer {
  workspaceId: string;
  runId: string;
  path: string;
  waitsFor: 'person' | 'callback';
  /** Stored as a payload; the node's waiting half makes the output of it. */
  value: (at: string) => Json;
  /** Who answers, for whoever comes second. */
  by: string;
}

/** A wait as it stands while its run's row is held: open, with its number and who may answer it, or still to open. */
export type StandingWait = { isOpen: true; waitSeq: number; approvers: string[] } | { isOpen: false };

/**
 * Gives the run an answer, in the caller's transaction. The run's row is held from the first look to the commit, and the time is the
 * database's: a wait whose time is up takes no answer, and an answer that was taken in time is read before the time ends the wait.
 * `admit` may refuse by throwing. Throws `wait_not_found`, `wait_over`, `already_answered`.
 */
export async function answerWait(
  deps: Pick<ServiceDeps, 'payloads'>,
  client: SqlClient,
  answer: WaitAnswer,
  admit: (wait: StandingWait) => Promise<void> = async () => {},
): Promise<void> {
  const { workspaceId, runId, path } = answer;
  const wait = await standingWait(client, answer);
  await admit(wait);
  const taken = await findAnswer(client, runId, wait, path);
  if (taken) throw alreadyAnswered(path, taken);
  const at = await databaseTime(client);
  const payloadId = await deps.payloads.write(workspaceId, answer.value(at), client);
  const isFirst = await insertSignal(client, {
    ...{ workspaceId, runId, kind: 'wait.answer', payloadId },
    dedupeKey: wait.isOpen ? openKey(wait.waitSeq) : earlyKey(path),
    data: { path, by: answer.by, at },
  });
  if (!isFirst) throw alreadyAnswered(path, { by: null, at: null });
}

async function standingWait(client: SqlClient, { workspaceId, runId, path, waitsFor }: WaitAnswer): Promise<StandingWait> {
  const { rows: runs } = await client.query<{ status: string; isCancelled: boolean }>(
    'SELECT status, cancel_requested_at IS NOT NULL AS "isCancelled" FROM run WHERE workspace_id = $1 AND id = $2 FOR UPDATE',
    [workspaceId, runId],
  );
  const run = runs[0];
  if (!run) throw userError('wait_not_found', `Nothing waits at "${path.slice(0, 200)}".`);
  if (run.isCancelled || hasEnded(run.status)) throw waitOver(path, 'its run has ended or is being cancelled');
  // A statement of its own, after the lock was got: what it says of the time holds until the commit.
  const { rows } = await client.query<{
    isEnded: boolean;
    isOpen: boolean;
    isUp: boolean;
    waitSeq: number | string | null;
    approvers: string[];
  }>(
    `SELECT ended_at IS NOT NULL AS "isEnded", status = 'WAITING' AND waits_for = $3 AS "isOpen",
       due_at IS NOT NULL AND due_at <= millrace_now() AS "isUp", wait_seq AS "waitSeq", coalesce(approvers, '{}') AS approvers
     FROM task_run WHERE run_id = $1 AND path = $2`,
    [runId, path, waitsFor],
  );
  const task = rows[0];
  if (!task) return { isOpen: false };
  if (task.isEnded) throw waitOver(path, 'it has ended');
  if (!task.isOpen || task.waitSeq === null) return { isOpen: false };
  if (task.isUp) throw waitOver(path, 'its time is up');
  return { isOpen: true, waitSeq: Number(task.waitSeq), approvers: task.approvers };
}

interface TakenAnswer {
  by: string | null;
  at: string | null;
}

/**
 * The answer that counts for this wait already: its own, or one that came before it opened and that no earlier wait at the same
 * path has used up.
 */
async function findAnswer(client: SqlClient, runId: string, wait: StandingWait, path: string): Promise<TakenAnswer | null> {
  const { rows } = await client.query<TakenAnswer>(
    `SELECT s.data ->> 'by' AS by, s.data ->> 'at' AS at FROM run_signal s
     WHERE s.run_id = $1 AND (s.dedupe_key = $2 OR s.dedupe_key = $3 AND (s.consumed_seq IS NULL OR $4::bigint IS NULL OR NOT EXISTS (
       SELECT 1 FROM run_event e WHERE e.run_id = s.run_id AND e.path = $5 AND e.type = 'task.waiting' AND e.seq > s.consumed_seq AND e.seq < $4)))
     LIMIT 1`,
    [runId, wait.isOpen ? openKey(wait.waitSeq) : '', earlyKey(path), wait.isOpen ? wait.waitSeq : null, path],
  );
  return rows[0] ?? null;
}

async function databaseTime(client: SqlClient): Promise<string> {
  const { rows } = await client.query<{ now: Date }>('SELECT millrace_now() AS now');
  return (rows[0]?.now ?? new Date(0)).toISOString();
}

/** Names the answer of an open wait: there is one for each. The list of open approvals asks for the same. */
function openKey(waitSeq: number): string {
  return `answer:${waitSeq}`;
}

function earlyKey(path: string): string {
  return `answer:early:${createHash('sha256').update(path).digest('hex').slice(0, 40)}`;
}

/** Says that an answer came too late. */
export function waitOver(path: string, because: string) {
  return userError('wait_over', `The wait at "${path.slice(0, 200)}" takes no answer any more: ${because}.`);
}

function alreadyAnswered(path: string, { by, at }: TakenAnswer) {
  const whom = by === null ? 'Somebody' : by;
  return userError('already_answered', `${whom} has answered "${path.slice(0, 200)}" already; the first answer counts.`, { by, at });
}
