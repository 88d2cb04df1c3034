import type { LiveHint, SeqHint, TextHint } from './live-channel';

/** Most text in one message, in UTF-16 units: escaped as JSON and UTF-8 it still fits NOTIFY's 8,000 bytes. */
export const MAX_TEXT = 1000;

/** Hints of one run, merged: of several seq hints the newest counts, adjoining pieces of text become one. */
export function mergeHints(hints: readonly LiveHint[]): LiveHint[] {
  const texts: TextHint[] = [];
  let seq: SeqHint | null = null;
  for (const hint of hints) {
    if (hint.kind === 'seq') seq = newerSeq(seq, hint);
    else appendText(texts, hint);
  }
  // Text first: a viewer that reads the log at the seq hint has then seen all of the text before it.
  return seq === null ? texts : [...texts, seq];
}

function newerSeq(a: SeqHint | null, b: SeqHint): SeqHint {
  if (a === null) return b;
  return { ...b, seq: Math.max(a.seq, b.seq), ended: a.ended || b.ended };
}

function appendText(texts: TextHint[], hint: TextHint): void {
  const last = texts.findLast((text) => text.path === hint.path && text.attempt === hint.attempt);
  const adjoins = last !== undefined && last.offset + last.text.length === hint.offset;
  if (adjoins && last.text.length + hint.text.length <= MAX_TEXT) last.text += hint.text;
  else texts.push(...splitText(hint));
}

function splitText(hint: TextHint): TextHint[] {
  const pieces: TextHint[] = [];
  for (let start = 0; start === 0 || start < hint.text.length; start += MAX_TEXT) {
    pieces.push({ ...hint, offset: hint.offset + start, text: hint.text.slice(start, start + MAX_TEXT) });
  }
  return pieces;
}

/** Sends a run's hints: the first of a quiet run at once, those after it gathered. */
export interface HintGatherer {
  publish(hint: LiveHint): void;
  /** Sends what is waiting now. */
  flush(): void;
}

/** A run is quiet again when `gatherMs` passed without a hint. `send` gets the merged hints of one run. */
export function createHintGatherer(gatherMs: number, send: (runId: string, hints: LiveHint[]) => void): HintGatherer {
  const waiting = new Map<string, LiveHint[]>();
  const sendWaiting = (runId: string) => {
    const hints = waiting.get(runId);
    if (hints === undefined) return;
    if (hints.length === 0) {
      waiting.delete(runId);
      return;
    }
    waiting.set(runId, []);
    setTimeout(() => sendWaiting(runId), gatherMs).unref();
    send(runId, mergeHints(hints));
  };
  return {
    publish: (hint) => {
      const hints = waiting.get(hint.runId);
      if (hints !== undefined) return void hints.push(hint);
      waiting.set(hint.runId, []);
      setTimeout(() => sendWaiting(hint.runId), gatherMs).unref();
      send(hint.runId, mergeHints([hint]));
    },
    flush: () => {
      for (const [runId, hints] of waiting) {
        waiting.delete(runId);
        if (hints.length > 0) send(runId, mergeHints(hints));
      }
    },
  };
}
