import type { ChildMessage } from '@/workers/supervise/child-process';
import type { Log } from './log';

/** Tells the supervisor that this process serves. Does nothing when it was started by hand. */
export function tellReady(message: { url?: string }): void {
  const ready: ChildMessage = { ready: true, ...message };
  // A supervisor that ended meanwhile hears nothing; `onStop` then ends this process too.
  if (process.connected) process.send?.(ready, () => undefined);
}

/** Runs `stop` once, at SIGTERM, SIGINT, or when the supervisor is gone, and ends the process after it. */
export function onStop(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  const once = (): void => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error) => {
        log('error', 'did not stop cleanly', { reason: error instanceof Error ? error.message : String(error) });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', once);
  process.on('SIGINT', once);
  process.on('disconnect', once);
  // It went before anybody listened.
  if (process.send && !process.connected) once();
}
