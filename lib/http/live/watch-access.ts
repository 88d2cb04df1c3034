import { AppError } from '@/lib/errors/app-error';

/** How often an open stream or socket asks again whether its session or token still holds; the answer itself is at most 5 s old. */
export const RECHECK_MS = 5000;

/** Asks again and again, until told to stop; `onEnded` hears once that access has ended, and by which error. */
export function watchAccess(recheck: () => Promise<unknown>, onEnded: (error: AppError) => void): () => void {
  const timer = setInterval(() => {
    recheck().catch((error: unknown) => {
      // A database that is away signs nobody out, and neither does somebody else's noise at the same address.
      if (!(error instanceof AppError) || error.family !== 'user' || error.code === 'too_many_attempts') return;
      clearInterval(timer);
      onEnded(error);
    });
  }, RECHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
