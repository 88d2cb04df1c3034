import { join } from 'node:path';
import { AppError } from '@/lib/errors/app-error';
import { buildNext, isBuildStale } from './supervise/next-build';
import { superviseAll } from './supervise/supervise-all';
import { createProgress } from './supervise/terminal';

/** What the command line asks for. */
interface Wanted {
  /** `all` is the embedded default; a server runs `web` and `worker` apart. */
  only: 'all' | 'web' | 'worker';
  buildOnly: boolean;
}

/** The supervisor's main: brings everything up, prints one link, and stops it in order. */
export async function supervise(args: readonly string[]): Promise<void> {
  try {
    await main(parseArgs(args));
  } catch (error) {
    // One clear sentence and the remedy; the stack is for defects only.
    const told = error instanceof AppError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`\n${told}\n`);
    process.exit(1);
  }
}

function parseArgs(args: readonly string[]): Wanted {
  const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length) ?? 'all';
  if (only !== 'all' && only !== 'web' && only !== 'worker') {
    throw new AppError('user', 'config_invalid', `--only=${only} is unknown; use --only=web or --only=worker.`);
  }
  return { only, buildOnly: args.includes('--build-only') };
}

async function main(wanted: Wanted): Promise<void> {
  const progress = createProgress();
  const root = process.cwd();
  if (wanted.buildOnly) {
    await progress.part('Pages built', () => buildNext(root));
    return;
  }
  await superviseAll({
    root,
    dist: join(root, 'dist'),
    only: wanted.only,
    progress,
    needsBuild: wanted.only !== 'worker' && isBuildStale(root),
  });
}
