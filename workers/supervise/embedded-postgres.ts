import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { operationalError, userError } from '@/lib/errors/app-error';
import type { DataFolder } from './data-folder';
import { freePort, isPortFree } from './free-port';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries';
import { openPostgresSecrets, type PostgresSecrets, savePostgresSecrets } from './postgres-secrets';
import { serverUser } from './server-user';

/** A running embedded server. */
export interface EmbeddedPostgres {
  /** Connection string of the owner role. */
  ownerUrl: string;
  appPassword: string;
  /** True when the server of an earlier, killed start was found alive. */
  adopted: boolean;
  /** Fast shutdown; resolves when the server has ended. */
  stop(): Promise<void>;
}

const OWNER = 'millrace_owner';
const START_TRIES = 40;
const TRY_EVERY_MS = 250;

/** Starts the embedded server, adopting one left alive by a killed start, and keeps it running. Throws with a remedy. */
export async function startEmbeddedPostgres(folder: DataFolder, onRestart: () => void): Promise<EmbeddedPostgres> {
  const binaries = findPostgresBinaries(folder.binaries);
  const hasCluster = checkCluster(folder.postgres, binaries.major);
  const secrets = openPostgresSecrets(folder.root, hasCluster);
  if (!hasCluster) await initialise(folder.postgres, binaries, secrets);
  const port = await choosePort(folder.postgres, secrets);
  savePostgresSecrets(folder.root, { ...secrets, port });
  const server = new Server(folder.postgres, binaries, secrets, port, onRestart);
  const adopted = await server.start();
  return { ownerUrl: urlOf(secrets, port), appPassword: secrets.app, adopted, stop: () => server.stop() };
}

/** Whether there is a cluster. Throws when it is half-written or of another major version. */
function checkCluster(dir: string, major: string): boolean {
  if (!existsSync(dir) || readdirSync(dir).length === 0) return false;
  const version = existsSync(join(dir, 'PG_VERSION')) ? readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim() : null;
  if (version === null || !existsSync(join(dir, 'global', 'pg_control'))) {
    throw userError(
      'data_folder_invalid',
      `The database folder ${dir} is half-written. Put it back from a backup, or move it away to start with an empty one.`,
    );
  }
  if (version !== major) {
    const remedy = `Start the Millrace version that wrote it, or move the data to a Postgres ${major} and set DATABASE_URL.`;
    throw userError(
      'data_folder_invalid',
      `The database folder ${dir} was written by Postgres ${version}; this Millrace brings Postgres ${major}. ${remedy}`,
    );
  }
  return true;
}

/** Makes the cluster aside and renames it into place, so that a killed first start leaves nothing half-written. */
async function initialise(dir: string, binaries: PostgresBinaries, secrets: PostgresSecrets): Promise<void> {
  const aside = `${dir}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(dir), '.initdb-password');
  writeFileSync(passwordFile, secrets.owner, { mode: 0o600 });
  const user = serverUser();
  if (user) {
    chownSync(aside, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  const flags = ['-D', aside, '-U', OWNER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8'];
  try {
    await runToEnd(binaries.initdb, flags, user);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(aside, dir);
}

function runToEnd(program: string, flags: string[], user: { uid: number; gid: number } | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, flags, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', ...(user ?? {}) });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', (cause) => reject(operationalError('database_unavailable', `${program} could not be run: ${cause.message}`, cause)));
    child.on('exit', (code) => {
      if (code === 0) return resolve();
      reject(operationalError('database_unavailable', `The embedded database could not be made: ${lastLine(said)}`));
    });
  });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? 'no reason given';
}

function urlOf(secrets: PostgresSecrets, port: number): string {
  return `postgres://${OWNER}:${secrets.owner}@127.0.0.1:${port}/postgres`;
}

/** The port of a server that may still be alive, else last time's when free, else any free one. */
async function choosePort(dir: string, secrets: PostgresSecrets): Promise<number> {
  const alive = livePort(dir);
  if (alive !== null && (await answers(urlOf(secrets, alive)))) return alive;
  if (secrets.port !== undefined && (await isPortFree(secrets.port, '127.0.0.1'))) return secrets.port;
  return freePort();
}

function livePort(dir: string): number | null {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const port = Number(readFileSync(file, 'utf8').split('\n')[3]);
  return Number.isInteger(port) ? port : null;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const WATCH_MS = 2000;
const STOP_MS = 15_000;

/** Owns the lifetime of one postmaster: starts or adopts it, restarts it when it dies, stops it. */
class Server {
  #child: ChildProcess | null = null;
  #stopping = false;
  #watch: NodeJS.Timeout | null = null;
  #said = '';

  constructor(
    readonly dir: string,
    readonly binaries: PostgresBinaries,
    readonly secrets: PostgresSecrets,
    readonly port: number,
    readonly onRestart: () => void,
  ) {}

  /** True when a live server was adopted. */
  async start(): Promise<boolean> {
    const adopted = await answers(urlOf(this.secrets, this.port));
    if (!adopted) await this.#launch();
    this.#watch = setInterval(() => void this.#check(), WATCH_MS);
    return adopted;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#watch) clearInterval(this.#watch);
    const pid = this.#child?.pid ?? pidOf(this.dir);
    if (pid === null) return;
    kill(pid, 'SIGINT');
    const until = performance.now() + STOP_MS;
    while (isAlive(pid) && performance.now() < until) await sleep(20);
    if (isAlive(pid)) kill(pid, 'SIGQUIT');
  }

  /** Starts the server and waits until it answers; a lock file of a process not yet reaped is waited for. */
  async #launch(): Promise<void> {
    for (let tries = 0; tries < START_TRIES; tries++) {
      if (!this.#child) this.#spawn();
      await sleep(tries < 8 ? TRY_EVERY_MS / 5 : TRY_EVERY_MS);
      if (await answers(urlOf(this.secrets, this.port))) return;
    }
    throw operationalError(
      'database_unavailable',
      `The embedded database did not start: ${lastLine(this.#said)} (log: ${join(this.dir, '..')})`,
    );
  }

  #spawn(): void {
    const user = serverUser();
    chmodSync(this.dir, 0o700);
    const flags = [
      '-D',
      this.dir,
      '-p',
      String(this.port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=100',
      '-c',
      'wal_compression=on',
      '-c',
      'max_wal_size=1GB',
      '-c',
      'log_min_messages=fatal',
    ];
    // Its own process group: a Ctrl-C in the terminal must not stop the database before its clients.
    const child = spawn(this.binaries.postgres, flags, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/', detached: true, ...(user ?? {}) });
    child.stderr.on('data', (chunk) => {
      this.#said = `${this.#said}${chunk}`.slice(-4000);
    });
    child.on('error', (error) => {
      this.#said = error.message;
      this.#child = null;
    });
    child.on('exit', () => {
      this.#child = null;
    });
    child.unref();
    this.#child = child;
  }

  async #check(): Promise<void> {
    if (this.#stopping || this.#child || (await answers(urlOf(this.secrets, this.port)))) return;
    this.onRestart();
    await this.#launch().catch(() => undefined);
  }
}

function pidOf(dir: string): number | null {
  const file = join(dir, 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : Number.NaN;
  return Number.isInteger(pid) ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
