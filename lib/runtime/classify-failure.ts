import type { Failure } from '@/lib/engine/types';
import { NodeFailure } from '@/lib/nodes/contract';
import type { Json } from '@/lib/std/json';
import { cleanText } from '@/lib/storage';

/** A caught error as data, with what the effects ledger needs to know of it. */
export interface ClassifiedFailure {
  failure: Failure;
  /** The request may have arrived and no answer came. */
  unanswered: boolean;
  partial: Json | undefined;
}

/**
 * Turns whatever an attempt threw into a failure. A NodeFailure says what it is; anything else is a bug of the node,
 * whose message may hold a payload and is therefore not repeated.
 */
export function classifyFailure(error: unknown, nodeId: string): ClassifiedFailure {
  if (error instanceof NodeFailure) {
    // A message may quote what no row can hold: a null byte, half a character.
    const failure: Failure = { class: error.failureClass, code: error.code, message: cleanText(error.message) };
    if (error.retryAfterMs !== undefined) failure.retryAfterMs = error.retryAfterMs;
    if (error.line !== undefined) failure.line = error.line;
    return { failure, unanswered: error.unanswered, partial: error.partial };
  }
  const name = error instanceof Error ? error.name : typeof error;
  const message = `Node ${nodeId} failed inside Millrace (${name}). This is a defect, not your flow: please report it with the run's id.`;
  return { failure: { class: 'bug', code: 'node_defect', message }, unanswered: true, partial: undefined };
}
