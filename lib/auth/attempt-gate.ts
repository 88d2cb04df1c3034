import { AppError, userError } from '@/lib/errors/app-error';

/** How many failures are taken at once, and how fast they are forgotten. */
export interface FailureRate {
  burst: number;
  perSecond: number;
}

/** Bounds failed tries to authenticate, by whatever they have in common: an address, an account. */
export interface AttemptGate {
  /**
   * Runs `work` where every key has a failure left. Throws `too_many_attempts`, which says when to come back. Each try counts while it
   * runs, so that many at once are no way around; only refusals that are the caller's doing go on counting.
   */
  attempt<T>(keys: readonly string[], work: () => Promise<T>): Promise<T>;
}

interface Bucket {
  left: number;
  at: number;
}

/** The least recently used is forgotten first. */
const MOST_KEYS = 20_000;

/** A gate with its memory in this process; `now` in ms, monotonic. */
export function createAttemptGate({ burst, perSecond }: FailureRate, now: () => number = () => performance.now()): AttemptGate {
  const buckets = new Map<string, Bucket>();
  const look = (key: string): Bucket => {
    const known = buckets.get(key);
    const at = now();
    const left = known === undefined ? burst : Math.min(burst, known.left + ((at - known.at) / 1000) * perSecond);
    const bucket = { left, at };
    buckets.delete(key);
    buckets.set(key, bucket);
    const oldest = buckets.keys().next().value;
    if (buckets.size > MOST_KEYS && oldest !== undefined) buckets.delete(oldest);
    return bucket;
  };
  const add = (keys: readonly string[], amount: number): void => {
    for (const key of keys) {
      const bucket = look(key);
      bucket.left = Math.min(burst, bucket.left + amount);
    }
  };
  return {
    async attempt(keys, work) {
      const least = Math.min(burst, ...keys.map((key) => look(key).left));
      if (least < 1) throw tooMany(Math.max(1, Math.ceil((1 - least) / perSecond)));
      add(keys, -1);
      try {
        const value = await work();
        add(keys, 1);
        return value;
      } catch (error) {
        if (!isTheirDoing(error)) add(keys, 1);
        throw error;
      }
    },
  };
}

/** A failure of ours says nothing about the caller, and a refusal by another gate was counted there. */
function isTheirDoing(error: unknown): boolean {
  return error instanceof AppError && error.family === 'user' && error.code !== 'too_many_attempts';
}

function tooMany(retryAfterS: number): AppError {
  return userError('too_many_attempts', `Too many failed attempts; wait ${retryAfterS} s and try again.`, { retryAfterS });
}
