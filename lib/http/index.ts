export { createRouter } from './create-router';
export type { HttpDeps, HttpLogEntry } from './http-deps';
export type { FrameSource, StreamTail } from './live/frame-source';
export { createLiveSockets, type LiveSockets } from './live/live-sockets';
export { createRunFeed, type RunFeed } from './live/run-feed';
export { createRequestMetrics } from './request-metrics';
export { shareWebDeps, webDeps } from './web-deps';
