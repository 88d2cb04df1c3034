import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where embedded data and binaries live. */
export interface DataFolder {
  /** The folder of the project's own choosing (`.millrace`). */
  root: string;
  /** Where Postgres keeps its cluster: below `root`, or elsewhere when its user could not reach that. */
  postgres: string;
  /** Where the server binaries must be copied to first; null where they can be run in place. */
  binaries: string | null;
}

const ELSEWHERE = '/var/lib/millrace';

/**
 * Decides where the embedded database lives. As root, Postgres runs as another user, who cannot pass a closed parent
 * folder (0700, as /root is): then data and binaries go below /var/lib/millrace, and `embedded.json` points there.
 */
export function openDataFolder(path: string): DataFolder {
  const root = resolve(path);
  mkdirSync(root, { recursive: true });
  if (process.getuid?.() !== 0 || isOpenToOthers(root)) return { root, postgres: join(root, 'postgres'), binaries: null };
  const name = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const folder = { root, postgres: join(ELSEWHERE, name, 'postgres'), binaries: join(ELSEWHERE, 'binaries') };
  mkdirSync(dirname(folder.postgres), { recursive: true, mode: 0o755 });
  writeFileSync(join(root, 'embedded.json'), `${JSON.stringify({ postgres: folder.postgres }, null, 2)}\n`);
  return folder;
}

const OTHERS_MAY_PASS = 0o001;

function isOpenToOthers(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & OTHERS_MAY_PASS) === 0) return false;
    if (at === dirname(at)) return true;
  }
}
