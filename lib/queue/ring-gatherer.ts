import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** Gathers run ids into batches; every caller learns when the batch with its ids was stored. */
export interface RingGatherer {
  add(runIds: readonly string[]): Promise<void>;
  /** Resolves when nothing is waiting or under way. */
  settle(): Promise<void>;
}

interface Options {
  /** Shortest time between two sendings, in ms: ids that come within it share jobs. */
  gatherMs: number;
  maxIds: number;
  send: (batches: string[][]) => Promise<void>;
}

interface Gathering {
  ids: Set<string>;
  sent: Promise<void>;
  settle: (outcome: Promise<void>) => void;
}

/**
 * The first ids after a quiet time go at once; those that come while a sending is under way go together in the next, so a slow
 * queue gets larger batches instead of more of them. Each id once per sending, at most `maxIds` in a batch.
 */
export function createRingGatherer(options: Options): RingGatherer {
  let pending: Gathering | null = null;
  let loop: Promise<void> | null = null;
  let lastSentAt = Number.NEGATIVE_INFINITY;

  const sendAll = async () => {
    while (pending !== null) {
      const waitMs = lastSentAt + options.gatherMs - performance.now();
      await (waitMs > 0 ? sleep(waitMs) : nextTurn());
      // From here on a new ring starts a new gathering: its job may already be active when that ring arrives.
      const gathering: Gathering = pending;
      pending = null;
      lastSentAt = performance.now();
      const outcome = options.send(toBatches([...gathering.ids], options.maxIds));
      gathering.settle(outcome);
      await outcome.catch(() => {}); // the callers hear of it
    }
    loop = null;
  };

  return {
    add: (runIds) => {
      if (runIds.length === 0) return Promise.resolve();
      pending ??= startGathering();
      for (const id of runIds) pending.ids.add(id);
      const { sent } = pending;
      loop ??= sendAll();
      return sent;
    },
    settle: async () => void (await loop),
  };
}

function startGathering(): Gathering {
  let settle: Gathering['settle'] = () => {};
  const sent = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { ids: new Set(), sent, settle };
}

function toBatches(ids: string[], size: number): string[][] {
  const batches: string[][] = [];
  for (let start = 0; start < ids.length; start += size) batches.push(ids.slice(start, start + size));
  return batches;
}
