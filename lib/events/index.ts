export { createLiveChannel } from './create-live-channel';
export type { LiveChannel, LiveHint, SeqHint, TextHint } from './live-channel';
export type { LiveChannelOptions } from './live-channel-options';
