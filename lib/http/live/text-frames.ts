import type { TextHint } from '@/lib/events';
import type { SinkFrame } from './frame-sink';
import type { StreamTail } from './frame-source';

/** Text of one frame, in UTF-16 units: below 8 KB in UTF-8 whatever it holds. */
const PIECE_UNITS = 2500;

interface Piece {
  type: 'text.delta' | 'text.tail';
  runId: string;
  path: string;
  attempt: number;
  offset: number;
  text: string;
}

/** A live piece of text as a frame. */
export function deltaFrame(hint: TextHint): SinkFrame {
  return toFrame({ ...hint, type: 'text.delta' });
}

/** Text so far, in pieces that follow one another. */
export function tailFrames(runId: string, { path, attempt, text }: StreamTail): SinkFrame[] {
  const frames: SinkFrame[] = [];
  for (let offset = 0; offset < text.length; offset += PIECE_UNITS) {
    frames.push(toFrame({ type: 'text.tail', runId, path, attempt, offset, text: text.slice(offset, offset + PIECE_UNITS) }));
  }
  return frames;
}

/** Whether a piece brings anything beyond the tails that were sent. */
export function isBeyond(hint: TextHint, tails: readonly StreamTail[]): boolean {
  const tail = tails.find(({ path }) => path === hint.path);
  if (!tail || hint.attempt > tail.attempt) return true;
  return hint.attempt === tail.attempt && hint.offset + hint.text.length > tail.text.length;
}

function toFrame({ type, runId, path, attempt, offset, text }: Piece): SinkFrame {
  const at = new Date().toISOString();
  return { seq: null, type, json: JSON.stringify({ v: 1, seq: null, at, type, runId, path, attempt, data: { offset, text } }) };
}
