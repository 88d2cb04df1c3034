import { AppError } from '@/lib/errors/app-error';
import type { ChildMessage } from '@/workers/supervise/child-process';

/** Runs a process's main. One that cannot start says why in one sentence (the stack is for defects only) and tells its supervisor. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const told = error instanceof AppError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    const fatal: ChildMessage = { fatal: told };
    process.stderr.write(`${told}\n`);
    // The message must have left before the process does.
    if (process.send) process.send(fatal, () => process.exit(1));
    else process.exit(1);
  }
}
