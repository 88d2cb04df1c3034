import { createHintGatherer } from './gather-hints';
import { createHintListeners } from './hint-listeners';
import { fromMessage, toMessages } from './hint-message';
import { createHintOutbox } from './hint-outbox';
import { openListenConnection } from './listen-connection';
import type { LiveChannel } from './live-channel';
import { GATHER_MS } from './live-channel-options';

const CHANNEL = 'millrace_live';

/** The live channel over LISTEN and NOTIFY, on one connection of its own; it listens only while somebody watches. */
export function createPostgresLiveChannel(databaseUrl: string, onError: (error: Error) => void): LiveChannel {
  let watched = 0;
  const watch = (change: number) => {
    watched += change;
    connection.setListening(watched > 0);
  };
  const listeners = createHintListeners(
    () => watch(1),
    () => watch(-1),
  );
  const connection = openListenConnection({
    databaseUrl,
    channel: CHANNEL,
    onMessage: (message) => listeners.deliver(fromMessage(message)),
    onError,
  });
  const outbox = createHintOutbox((hints) =>
    connection.query('SELECT pg_notify($1, message) FROM unnest($2::text[]) AS message', [CHANNEL, toMessages(hints)]),
  );
  const gatherer = createHintGatherer(GATHER_MS, (_runId, hints) => outbox.push(hints));
  return {
    publish: (hint) => gatherer.publish(hint),
    subscribe: (runId, onHint) => listeners.add(runId, onHint),
    get dropped() {
      return outbox.dropped;
    },
    close: async () => {
      gatherer.flush();
      await outbox.drain();
      await connection.close();
    },
  };
}
