import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHintGatherer, MAX_TEXT, mergeHints } from './gather-hints';
import { fromMessage, toMessages } from './hint-message';
import type { LiveHint, TextHint } from './live-channel';

const seq = (n: number, ended = false): LiveHint => ({ kind: 'seq', runId: 'r', seq: n, ended });
const text = (offset: number, piece: string, path = 'a', attempt = 1): TextHint => ({
  kind: 'text',
  runId: 'r',
  path,
  attempt,
  offset,
  text: piece,
});

describe('mergeHints', () => {
  it('keeps the newest seq, remembers an end, and puts it behind the text', () => {
    expect(mergeHints([seq(3), text(0, 'hi'), seq(5, true), seq(4)])).toEqual([text(0, 'hi'), seq(5, true)]);
  });

  it('joins adjoining text and keeps gaps, paths and attempts apart', () => {
    const hints = [text(0, 'he'), text(2, 'llo'), text(9, '!'), text(0, 'x', 'b'), text(5, ' you'), text(0, 're', 'a', 2)];
    expect(mergeHints(hints)).toEqual([text(0, 'hello'), text(9, '!'), text(0, 'x', 'b'), text(5, ' you'), text(0, 're', 'a', 2)]);
  });

  it('carries any stream of text without loss, in messages below the limit', () => {
    const pieces = fc.array(fc.string({ unit: 'binary', maxLength: 3000 }), { maxLength: 20 });
    fc.assert(
      fc.property(pieces, (parts) => {
        let offset = 0;
        const hints = parts.map((part) => {
          const hint = text(offset, part);
          offset += part.length;
          return hint;
        });
        const messages = toMessages(mergeHints(hints));
        for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThan(8000);
        const received = messages.flatMap(fromMessage) as TextHint[];
        for (const hint of received) expect(hint.text.length).toBeLessThanOrEqual(MAX_TEXT);
        expect(received.map((hint) => hint.text).join('')).toBe(parts.join(''));
      }),
      { numRuns: 50 },
    );
  });
});

describe('messages', () => {
  it('yield nothing when they are not ours or of a newer version', () => {
    expect(fromMessage('rubbish')).toEqual([]);
    expect(fromMessage('{"v":2,"hints":[]}')).toEqual([]);
    expect(fromMessage('{"v":1,"hints":[{"kind":"new"}]}')).toEqual([]);
  });

  it('leave out a hint too large to send, and send the others', () => {
    expect(toMessages([text(0, 'x', 'p'.repeat(9000)), seq(1)]).flatMap(fromMessage)).toEqual([seq(1)]);
  });
});

describe('the hint gatherer', () => {
  it('sends the first hint of a quiet run at once and gathers the rest', async () => {
    const sent: LiveHint[][] = [];
    const gatherer = createHintGatherer(20, (_runId, hints) => sent.push(hints));
    gatherer.publish(seq(1));
    expect(sent).toEqual([[seq(1)]]);
    for (let n = 2; n <= 9; n++) gatherer.publish(seq(n));
    expect(sent).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 35));
    expect(sent).toEqual([[seq(1)], [seq(9)]]);
    await new Promise((resolve) => setTimeout(resolve, 35));
    gatherer.publish(seq(10));
    expect(sent).toHaveLength(3);
  });

  it('sends what is waiting on flush', () => {
    const sent: LiveHint[][] = [];
    const gatherer = createHintGatherer(1000, (_runId, hints) => sent.push(hints));
    gatherer.publish(seq(1));
    gatherer.publish(seq(2));
    gatherer.flush();
    expect(sent).toEqual([[seq(1)], [seq(2)]]);
  });
});
