import { userError } from '@/lib/errors/app-error';

/** How much a caller may do: `perSecond` in the long run, `burst` at once. */
export interface BucketRate {
  perSecond: number;
  burst: number;
}

/** Counts requests by caller. */
export interface TokenBuckets {
  /** Takes one token. Throws `rate_limited`, which says when to come back. */
  take(caller: string): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

const MOST_CALLERS = 20_000;

/** A token bucket for each caller, in this process alone. `now` in ms, monotonic. */
export function createTokenBuckets({ perSecond, burst }: BucketRate, now: () => number = () => performance.now()): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  return {
    take(caller) {
      const time = now();
      let bucket = buckets.get(caller);
      if (bucket === undefined) {
        // Whoever is forgotten begins with a full bucket, so only those at rest may be forgotten first: the oldest entry.
        if (buckets.size >= MOST_CALLERS) buckets.delete(buckets.keys().next().value ?? caller);
        bucket = { tokens: burst, at: time };
        buckets.set(caller, bucket);
      }
      bucket.tokens = Math.min(burst, bucket.tokens + ((time - bucket.at) / 1000) * perSecond);
      bucket.at = time;
      if (bucket.tokens < 1) {
        const retryAfterS = Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
        throw userError('rate_limited', `Too many requests at once; wait ${retryAfterS} s and try again.`, { retryAfterS });
      }
      bucket.tokens -= 1;
    },
  };
}
