/** Gathers run ids into batches; every caller learns when the batch with its ids was stored. */
export interface RingGatherer {
  add(runIds: readonly string[]): Promise<void>;
  /** Sends what is waiting and resolves when nothing is under way. */
  settle(): Promise<void>;
}

interface Options {
  /** Longest time an id waits for company, in ms. */
  gatherMs: number;
  maxIds: number;
  send: (batches: string[][]) => Promise<void>;
}

/** Ids added within `gatherMs` are sent together, each once, in batches of at most `maxIds`. */
export function createRingGatherer(options: Options): RingGatherer {
  let pending = new Set<string>();
  let sending: Promise<void> | null = null;
  const underWay = new Set<Promise<void>>();

  const send = async () => {
    await new Promise((resolve) => setTimeout(resolve, options.gatherMs));
    const ids = [...pending];
    // From here on a new ring starts a new gathering: its job may already be active when that ring arrives.
    pending = new Set();
    sending = null;
    await options.send(toBatches(ids, options.maxIds));
  };

  const startSending = () => {
    const promise = send().finally(() => underWay.delete(promise));
    underWay.add(promise);
    return promise;
  };

  return {
    add: (runIds) => {
      if (runIds.length === 0) return Promise.resolve();
      for (const id of runIds) pending.add(id);
      sending ??= startSending();
      return sending;
    },
    settle: async () => void (await Promise.allSettled(underWay)),
  };
}

function toBatches(ids: string[], size: number): string[][] {
  const batches: string[][] = [];
  for (let start = 0; start < ids.length; start += size) batches.push(ids.slice(start, start + size));
  return batches;
}
