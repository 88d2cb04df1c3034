import type { TextTail } from './run-view';

/**
 * Puts a piece of streamed text where it belongs. Pieces may come twice, overlap or be lost: `offset` says where in the
 * attempt's text this one begins, in UTF-16 units. After a gap only what follows is kept, and `base` says so.
 */
export function applyText(tail: TextTail | undefined, piece: { attempt: number; offset: number; text: string }): TextTail {
  const { attempt, offset, text } = piece;
  if (!tail || attempt > tail.attempt) return { attempt, base: offset, text };
  if (attempt < tail.attempt) return tail;
  const end = tail.base + tail.text.length;
  // A tail from the server that begins earlier than what is here knows more.
  if (offset < tail.base) return offset + text.length >= end ? { attempt, base: offset, text } : tail;
  if (offset > end) return { attempt, base: offset, text };
  if (offset + text.length <= end) return tail;
  return { ...tail, text: tail.text.slice(0, offset - tail.base) + text };
}
