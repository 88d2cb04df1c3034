import { NodeFailure, type NodeWaiting } from '@/lib/nodes/contract';
import { durationEnd } from '@/lib/nodes/wait-time';
import { parseDuration } from '@/lib/std/duration';
import { isJsonObject } from '@/lib/std/json';

const ADDRESS_MS = 30 * 86_400_000;

/** Ends by the first call of its address, or takes its timeout's way. */
export const callbackWaiting: NodeWaiting = {
  type: 'callback',
  open: ({ timeout }, now) => ({ dueAt: timeout === undefined ? null : durationEnd(timeout, now) }),
  answer(_parameters, answer) {
    const { body, at } = isJsonObject(answer) ? answer : {};
    return { output: { body: body ?? null, received_at: at ?? null, timed_out: false } };
  },
  expire({ on_timeout: way }, { dueAt }) {
    const at = new Date(dueAt).toISOString();
    if (way !== 'branch') {
      const remedy = 'Give it more time, or set on_timeout to branch.';
      throw new NodeFailure('timeout', 'callback_timed_out', `Nobody called back until ${at}. ${remedy}`);
    }
    return { output: { body: null, received_at: null, timed_out: true }, port: 'on_timeout' };
  },
  addressMs({ url_valid_for: text }) {
    return (typeof text === 'string' ? parseDuration(text) : null) ?? ADDRESS_MS;
  },
};
