import { describe, expect, it } from 'vitest';
import { createRingGatherer } from './ring-gatherer';

function recordingGatherer(gatherMs = 2) {
  const sent: string[][] = [];
  const gatherer = createRingGatherer({ gatherMs, maxIds: 3, send: async (batches) => void sent.push(...batches) });
  return { sent, gatherer };
}

describe('the ring gatherer', () => {
  it('sends ids that come together in one batch, each once', async () => {
    const { sent, gatherer } = recordingGatherer();
    await Promise.all([gatherer.add(['a']), gatherer.add(['b', 'a'])]);
    expect(sent).toEqual([['a', 'b']]);
  });

  it('splits more ids than a batch holds', async () => {
    const { sent, gatherer } = recordingGatherer();
    await gatherer.add(['a', 'b', 'c', 'd']);
    expect(sent).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('keeps a ring that comes while its run is being sent for the next batch', async () => {
    const sent: string[][][] = [];
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const send = async (batches: string[][]) => {
      sent.push(batches);
      if (sent.length === 1) await gate;
    };
    const gatherer = createRingGatherer({ gatherMs: 0, maxIds: 64, send });
    const first = gatherer.add(['a']);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const second = gatherer.add(['a']);
    void gatherer.add(['b']);
    expect(sent).toEqual([[['a']]]);
    release();
    await Promise.all([first, second]);
    expect(sent).toEqual([[['a']], [['a', 'b']]]);
  });

  it('sends the first ring of a quiet time without waiting for others', async () => {
    const { gatherer } = recordingGatherer(10_000);
    await gatherer.add(['a']);
  });

  it('tells every caller when sending fails, and sends again afterwards', async () => {
    let fail = true;
    const gatherer = createRingGatherer({
      gatherMs: 1,
      maxIds: 64,
      send: async () => {
        if (fail) throw new Error('down');
      },
    });
    const answers = await Promise.allSettled([gatherer.add(['a']), gatherer.add(['b'])]);
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected']);
    fail = false;
    await expect(gatherer.add(['a'])).resolves.toBeUndefined();
    await gatherer.settle();
  });

  it('settles only when everything under way was sent', async () => {
    const { sent, gatherer } = recordingGatherer(10);
    void gatherer.add(['a']);
    await gatherer.settle();
    expect(sent).toEqual([['a']]);
  });
});
