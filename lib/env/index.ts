export { childEnv } from './child-env';
export { clearTracing } from './clear-tracing';
export { env } from './instance';
export { ownOrigin, samplesOrigin } from './own-origin';
export { type Env, readEnv } from './read-env';
