import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const ENTRY = join(process.cwd(), 'test-results', `worker-${process.pid}`, 'run.mjs');
let built: Promise<unknown> | null = null;

/** Bundles the worker once, as `workers/start.mjs` does: a worker that starts in half a second is killed more often in the same time. */
function bundle(): Promise<unknown> {
  built ??= build({
    entryPoints: ['workers/run.ts'],
    outfile: ENTRY,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    alias: { '@': process.cwd() },
  });
  return built;
}

/** A real worker process of the product, to be killed by a test. */
export interface WorkerProcess {
  pid: number;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM, and how it ended. */
  stop(): Promise<number | null>;
  exited: Promise<void>;
}

/** Starts `workers/run.ts` on a test's database with short times, and waits until it takes runs. */
export async function startWorkerProcess(databaseUrl: string, settings: Record<string, string> = {}): Promise<WorkerProcess> {
  await bundle();
  const child = fork(ENTRY, [], {
    execArgv: [],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      MILLRACE_LEASE_MS: '2000',
      MILLRACE_HEARTBEAT_MS: '300',
      MILLRACE_TIMER_MS: '100',
      MILLRACE_REPAIR_MS: '400',
      MILLRACE_EGRESS_ALLOW: '127.0.0.1/32',
      LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await ready(child, exited);
  return {
    // A child that said it is ready has a pid.
    pid: child.pid ?? 0,
    exited,
    signal: (name) => child.kill(name),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}

function ready(child: ChildProcess, exited: Promise<void>): Promise<void> {
  const gone = exited.then(() => {
    throw new Error('The worker ended before it was ready');
  });
  const said = new Promise<void>((resolve) => child.once('message', () => resolve()));
  return Promise.race([said, gone]);
}
