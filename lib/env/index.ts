export { env } from './instance';
export { type Env, readEnv } from './read-env';
