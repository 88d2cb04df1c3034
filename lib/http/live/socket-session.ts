import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { Principal } from '@/lib/auth';
import { idSchema } from '@/lib/contracts/common';
import { callerKey } from '@/lib/http/authorise';
import type { TokenBuckets } from '@/lib/http/token-bucket';
import { refusalOf } from './refusal-of';
import type { RunFeed } from './run-feed';
import { controlFrame, createSocketSink } from './socket-sink';

const afterSchema = z.number().int().min(0);
const messageSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('subscribe'), runId: idSchema, after: afterSchema.default(0) }),
  z.strictObject({ op: z.literal('unsubscribe'), runId: idSchema }),
]);

/** Runs one socket may follow at once. */
const MOST_RUNS = 200;

/** Close code for a message that breaks the protocol (RFC 6455). */
const POLICY_VIOLATION = 1008;

export interface SocketSessionOptions {
  socket: WebSocket;
  principal: Principal;
  feed: RunFeed;
  /** Throws `run_not_found` for a run that is not in the principal's workspace. */
  requireRun: (principal: Principal, runId: string) => Promise<unknown>;
  /** Each subscription takes from the principal's bucket. */
  buckets: TokenBuckets;
}

/** What one socket follows. */
export interface SocketSession {
  follow(runId: string, after: number, onEnd?: () => void): Promise<void>;
  onMessage(data: RawData): void;
  leaveAll(): void;
}

/** A socket's subscriptions: by its messages, or by the path it was opened on. */
export function createSocketSession({ socket, principal, feed, requireRun, buckets }: SocketSessionOptions): SocketSession {
  const leaves = new Map<string, () => void>();
  const leave = (runId: string): void => {
    leaves.get(runId)?.();
    leaves.delete(runId);
  };
  const follow = async (runId: string, after: number, onEnd = () => {}): Promise<void> => {
    if (leaves.size >= MOST_RUNS && !leaves.has(runId)) {
      socket.close(POLICY_VIOLATION, `more than ${MOST_RUNS} runs`);
      return;
    }
    leave(runId);
    // Taken before the check: an unsubscribe that overtakes it must win.
    let wanted = true;
    leaves.set(runId, () => {
      wanted = false;
    });
    try {
      buckets.take(callerKey(principal));
      await requireRun(principal, runId);
    } catch (error) {
      if (wanted) leaves.delete(runId);
      socket.send(controlFrame('error', runId, refusalOf(error)));
      return;
    }
    if (!wanted || socket.readyState !== socket.OPEN) return;
    const sink = createSocketSink(socket, () => {
      leaves.delete(runId);
      onEnd();
    });
    leaves.set(runId, feed.follow(runId, after, sink));
  };
  return {
    follow,
    onMessage(data) {
      const message = parse(data);
      if (message === null) socket.close(POLICY_VIOLATION, 'not a message of this protocol');
      else if (message.op === 'unsubscribe') leave(message.runId);
      else void follow(message.runId, message.after);
    },
    leaveAll() {
      for (const runId of [...leaves.keys()]) leave(runId);
    },
  };
}

function parse(data: RawData): z.infer<typeof messageSchema> | null {
  try {
    const parsed = messageSchema.safeParse(JSON.parse(String(data)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
