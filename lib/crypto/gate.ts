import { operationalError } from '@/lib/errors/app-error';

/** Lets so many pieces of work run at once; the others wait their turn. */
export interface Gate {
  /** Throws `unavailable` when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** A gate for expensive work. */
export function createGate({ atOnce, waiting }: { atOnce: number; waiting: number }): Gate {
  let running = 0;
  const queue: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) throw operationalError('unavailable', 'Too many people sign in at once; try again in a few seconds.');
    // The place of whoever leaves is handed over: `running` stays.
    else await new Promise<void>((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };
  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
