import { Redis } from 'ioredis';
import { createHintGatherer } from './gather-hints';
import { createHintListeners } from './hint-listeners';
import { fromMessage, toMessages } from './hint-message';
import { createHintOutbox } from './hint-outbox';
import type { LiveChannel, LiveHint } from './live-channel';
import { GATHER_MS } from './live-channel-options';

/** The live channel over Redis pub/sub: a channel per run, so that a process hears only of runs it watches. */
export function createRedisLiveChannel(options: { redisUrl: string; prefix: string; onError: (error: Error) => void }): LiveChannel {
  const { publisher, subscriber } = connect(options.redisUrl, options.onError);
  const channelOf = (runId: string) => `${options.prefix}:live:${runId}`;
  // While Redis is away these reject; ioredis subscribes again by itself to what it had, and `ready` below to the rest.
  const watched = new Set<string>();
  const listeners = createHintListeners(
    (runId) => {
      watched.add(runId);
      void subscriber.subscribe(channelOf(runId)).catch(() => {});
    },
    (runId) => {
      watched.delete(runId);
      void subscriber.unsubscribe(channelOf(runId)).catch(() => {});
    },
  );
  subscriber.on('message', (_channel: string, message: string) => listeners.deliver(fromMessage(message)));
  subscriber.on('ready', () => {
    if (watched.size > 0) void subscriber.subscribe(...[...watched].map(channelOf)).catch(() => {});
  });
  const outbox = createHintOutbox((hints) => publishAll(publisher, channelOf, hints));
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
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

function connect(redisUrl: string, onError: (error: Error) => void): { publisher: Redis; subscriber: Redis } {
  const retryStrategy = (times: number) => Math.min(50 * 2 ** times, 2000);
  // The publisher's first commands may wait for the first connection; later ones fail while Redis is away.
  const publisher = new Redis(redisUrl, { maxRetriesPerRequest: 0, connectTimeout: 2000, commandTimeout: 3000, retryStrategy });
  const subscriber = new Redis(redisUrl, { maxRetriesPerRequest: null, enableOfflineQueue: false, connectTimeout: 2000, retryStrategy });
  publisher.on('error', onError);
  subscriber.on('error', onError);
  return { publisher, subscriber };
}

async function publishAll(publisher: Redis, channelOf: (runId: string) => string, hints: LiveHint[]): Promise<void> {
  const pipeline = publisher.pipeline();
  for (const [runId, own] of groupByRun(hints)) {
    for (const message of toMessages(own)) pipeline.publish(channelOf(runId), message);
  }
  const answers = await pipeline.exec();
  const failed = answers?.find(([error]) => error !== null);
  if (failed?.[0]) throw failed[0];
}

function groupByRun(hints: LiveHint[]): Map<string, LiveHint[]> {
  const groups = new Map<string, LiveHint[]>();
  for (const hint of hints) {
    const group = groups.get(hint.runId);
    if (group) group.push(hint);
    else groups.set(hint.runId, [hint]);
  }
  return groups;
}
