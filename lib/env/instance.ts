import { type Env, readEnv } from './read-env';

let parsed: Env | undefined;

/** The settings of this process, read once. Only composition roots call it; everything else takes settings as parameters. */
export function env(): Env {
  parsed ??= readEnv(process.env);
  return parsed;
}
