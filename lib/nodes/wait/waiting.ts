import { NodeFailure, type NodeWaiting } from '@/lib/nodes/contract';
import { durationEnd, instantOf } from '@/lib/nodes/wait-time';
import type { Json } from '@/lib/std/json';

/** Ends when its time has come, and by nothing else but a cancel. */
export const waitWaiting: NodeWaiting = {
  type: 'wait',
  open({ duration, until }, now) {
    if (isGiven(until)) return { dueAt: Math.max(now, instantOf(until, now)) };
    if (isGiven(duration)) return { dueAt: durationEnd(duration, now) };
    throw new NodeFailure('invalid', 'wait_time_invalid', 'Nobody said how long to wait: "duration" and "until" are both empty.');
  },
  expire: (_parameters, { openedAt, dueAt }) => ({
    output: { until: new Date(dueAt).toISOString(), waited_ms: Math.max(0, Math.round(dueAt - openedAt)) },
  }),
};

function isGiven(value: Json | undefined): value is Json {
  return value !== undefined && value !== null && value !== '';
}
