import type { LiveChannel } from './live-channel';
import type { LiveChannelOptions } from './live-channel-options';
import { createPostgresLiveChannel } from './postgres-live-channel';
import { createRedisLiveChannel } from './redis-live-channel';

/** Opens the live channel on Redis or in Postgres. It connects in the background and never throws: hints may be lost. */
export function createLiveChannel(options: LiveChannelOptions): LiveChannel {
  const onError = options.onError ?? (() => {});
  if ('databaseUrl' in options) return createPostgresLiveChannel(options.databaseUrl, onError);
  return createRedisLiveChannel({ redisUrl: options.redisUrl, prefix: options.prefix ?? 'millrace', onError });
}
