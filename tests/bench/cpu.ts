import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TICKS_PER_S = 100;

/** CPU seconds used so far by the product's processes, by part. Linux only: elsewhere all are 0; so is a Postgres that is not the product's own. */
export function cpuSeconds(supervisorPid: number, dataDir: string): Record<'web' | 'worker' | 'postgres', number> {
  const used = { web: 0, worker: 0, postgres: 0 };
  if (!existsSync('/proc/self/stat')) return used;
  for (const { pid, parent, command } of processes()) {
    if (parent === supervisorPid && command.includes('web.mjs')) used.web += secondsOf(pid);
    if (parent === supervisorPid && command.includes('run.mjs')) used.worker += secondsOf(pid);
  }
  const pidFile = join(postgresDir(dataDir), 'postmaster.pid');
  if (!existsSync(pidFile)) return used;
  const postmaster = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  for (const { pid, parent } of processes()) if (parent === postmaster || pid === postmaster) used.postgres += secondsOf(pid);
  return used;
}

function postgresDir(dataDir: string): string {
  const pointer = join(dataDir, 'embedded.json');
  return existsSync(pointer) ? JSON.parse(readFileSync(pointer, 'utf8')).postgres : join(dataDir, 'postgres');
}

function processes(): { pid: number; parent: number; command: string }[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid = '0', parent = '0', ...command] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(' ') };
  });
}

function secondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
  } catch {
    // It ended between the listing and the look.
    return 0;
  }
}
