import { inject } from 'vitest';
import { newId } from '@/lib/std/ids';

/** The run's Redis, or null where there is none: guard with `describe.skipIf(redisUrl() === null)`. */
export function redisUrl(): string | null {
  return inject('redisUrl');
}

/** A key prefix that nobody else uses: tests share one Redis. */
export function redisPrefix(): string {
  return `test-${newId().toLowerCase()}`;
}
