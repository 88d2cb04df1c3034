import { AppError } from '@/lib/errors/app-error';
import type { ChildMessage } from './supervise/child-process';
import { startWebProcess } from './web/start-web-process';

try {
  await startWebProcess();
} catch (error) {
  const told = error instanceof AppError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  const fatal: ChildMessage = { fatal: told };
  process.stderr.write(`${told}\n`);
  // The message must have left before the process does.
  if (process.send) process.send(fatal, () => process.exit(1));
  else process.exit(1);
}
