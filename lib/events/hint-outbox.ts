import type { LiveHint } from './live-channel';

/** Hints on their way out: one sending at a time, what comes meanwhile rides in the next. */
export interface HintOutbox {
  push(hints: readonly LiveHint[]): void;
  readonly dropped: number;
  /** Resolves when nothing is waiting or under way. */
  drain(): Promise<void>;
}

/** More hints than this wait for nobody: they are dropped, oldest first. */
const MOST_WAITING = 10_000;

/** `send` rejects when the hints did not leave; they are counted as dropped and not tried again. */
export function createHintOutbox(send: (hints: LiveHint[]) => Promise<void>): HintOutbox {
  let waiting: LiveHint[] = [];
  let sending: Promise<void> | null = null;
  let dropped = 0;
  const sendAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await send(batch).catch(() => {
        dropped += batch.length;
      });
    }
    sending = null;
  };
  return {
    push: (hints) => {
      waiting.push(...hints);
      const tooMany = waiting.length - MOST_WAITING;
      if (tooMany > 0) dropped += waiting.splice(0, tooMany).length;
      sending ??= sendAll();
    },
    get dropped() {
      return dropped;
    },
    drain: async () => void (await sending),
  };
}
