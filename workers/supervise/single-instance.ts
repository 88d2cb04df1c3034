import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { userError } from '@/lib/errors/app-error';

const lockSchema = z.object({ pid: z.number().int(), url: z.string() });

/** Says where the first start of this folder listens, or takes its place when that one is gone. Throws `already_running`. */
export function takeInstanceLock(root: string, url: string): { release: () => void } {
  const file = join(root, 'supervisor.json');
  const holder = read(file);
  if (holder && holder.pid !== process.pid && isMillrace(holder.pid)) {
    throw userError(
      'already_running',
      `Millrace already runs from this folder, at ${holder.url} (process ${holder.pid}). Stop it there first, or open that address.`,
    );
  }
  writeFileSync(file, `${JSON.stringify({ pid: process.pid, url })}\n`);
  return { release: () => rmSync(file, { force: true }) };
}

function read(file: string): z.infer<typeof lockSchema> | null {
  if (!existsSync(file)) return null;
  try {
    return lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Half-written by a start that was killed: nobody holds it.
    return null;
  }
}

/** Alive, and (where /proc tells) one of ours: a number can be another program's by now. */
function isMillrace(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = `/proc/${pid}/cmdline`;
  return !existsSync('/proc/self') || (existsSync(command) && readFileSync(command, 'utf8').includes('start.mjs'));
}
