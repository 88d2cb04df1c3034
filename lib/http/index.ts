export { createRouter } from './create-router';
export { DEFAULT_RATE, type HttpDeps, type HttpLogEntry } from './http-deps';
export type { FrameSource, StreamTail } from './live/frame-source';
export { createLiveSockets, type LiveSockets } from './live/live-sockets';
export { createRunFeed, type RunFeed } from './live/run-feed';
export { createRequestMetrics } from './request-metrics';
export { createTokenBuckets } from './token-bucket';
export { shareWebDeps, type WaysIn, webDeps } from './web-deps';
