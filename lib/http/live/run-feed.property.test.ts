import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunFrame } from '@/lib/contracts/runs';
import type { LiveChannel, LiveHint } from '@/lib/events';
import type { FrameSink } from './frame-sink';
import type { FrameSource } from './frame-source';
import { createRunFeed } from './run-feed';

const RUN = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

/** A log in memory whose reads answer as of the moment they began, some time later: what a database over a network does. */
function openLog(delayMs: () => number): FrameSource & { append(type: string): void; all: RunFrame[] } {
  const all: RunFrame[] = [];
  return {
    all,
    append: (type) => all.push({ v: 1, seq: all.length + 1, at: '2026-01-01T00:00:00.000Z', type, runId: RUN }),
    readEvents: async (_, after, limit) => {
      const found = all.slice(after, after + limit);
      await sleep(delayMs());
      return found;
    },
    readTails: async () => {
      await sleep(delayMs());
      return [];
    },
  };
}

/** Hints go to whoever listens, at once. */
function openChannel(): LiveChannel {
  const listeners = new Set<(hint: LiveHint) => void>();
  return {
    publish: (hint) => listeners.forEach((listener) => void listener(hint)),
    subscribe: (_, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dropped: 0,
    close: async () => {},
  };
}

function keepAll(): { sink: FrameSink; seqs: number[]; ended: Promise<void> } {
  const seqs: number[] = [];
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const sink: FrameSink = {
    send: ({ seq }) => seq !== null && void seqs.push(seq),
    end,
    close: () => {},
    isSlow: () => false,
    drained: async () => {},
  };
  return { sink, seqs, ended };
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('follow' as const), seen: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('pause' as const), ms: fc.integer({ min: 0, max: 4 }) }),
);

describe('the feed', () => {
  it('tells each follower exactly what follows what it has seen, in order, whoever else follows and whenever it joined', async () => {
    const property = fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 20 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
      async (steps, delays) => {
        const log = openLog(() => delays.next().value ?? 0);
        const live = openChannel();
        const errors: unknown[] = [];
        const feed = createRunFeed({ source: log, live, onError: (error) => errors.push(error) });
        const followers: { after: number; kept: ReturnType<typeof keepAll> }[] = [];
        const append = (type: string) => {
          log.append(type);
          live.publish({ kind: 'seq', runId: RUN, seq: log.all.length, ended: false });
        };
        for (const next of steps) {
          if (next.kind === 'append') for (let n = 0; n < next.count; n += 1) append('task.started');
          if (next.kind === 'pause') await sleep(next.ms);
          if (next.kind === 'follow') {
            const after = Math.floor(next.seen * log.all.length);
            const kept = keepAll();
            feed.follow(RUN, after, kept.sink);
            followers.push({ after, kept });
          }
        }
        append('run.succeeded');
        await Promise.all(followers.map(({ kept }) => kept.ended));
        const wanted = (after: number) => log.all.slice(after).map(({ seq }) => seq);
        for (const { after, kept } of followers) expect(kept.seqs).toEqual(wanted(after));
        expect(errors).toEqual([]);
        expect(feed.watched).toBe(0);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  }, 30_000);
});
