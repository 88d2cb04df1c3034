import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { operationalError } from '@/lib/errors/app-error';

const BACKOFF_FIRST_MS = 500;
const BACKOFF_MAX_MS = 15_000;
const HEALTHY_AFTER_MS = 30_000;

/** What a child tells its supervisor: that it serves, or why it will not. */
export type ChildMessage = { ready: true; url?: string } | { fatal: string };

/** One long-lived child: started, restarted with a growing pause when it dies, stopped with a grace time. */
export interface Supervised {
  /** Resolves at the first readiness. Rejects when the child says that it cannot run at all. */
  ready: Promise<void>;
  stop(graceMs: number): Promise<void>;
}

/** Starts a bundled process under supervision. `env` is all it gets beside PATH and the like. */
export function superviseChild(name: string, file: string, env: NodeJS.ProcessEnv, say: (line: string) => void): Supervised {
  let child: ChildProcess | null = null;
  let stopping = false;
  let served = false;
  let pause = BACKOFF_FIRST_MS;
  let settle: { resolve: () => void; reject: (error: Error) => void };
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });

  const launch = (): void => {
    const begun = performance.now();
    // Its own group: Ctrl-C reaches the supervisor alone, which then stops everything in order.
    child = fork(file, [], { env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.on('message', (message: ChildMessage) => {
      if ('ready' in message) {
        served = true;
        settle.resolve();
      } else if ('fatal' in message && !served) {
        // It cannot run at all: to start it again would only repeat the message.
        stopping = true;
        settle.reject(operationalError('unavailable', message.fatal));
      }
    });
    child.on('exit', (code, signal) => {
      child = null;
      if (stopping) return;
      if (performance.now() - begun > HEALTHY_AFTER_MS) pause = BACKOFF_FIRST_MS;
      say(`${name} ended (${signal ?? `code ${code}`}); starting it again in ${pause / 1000} s`);
      setTimeout(() => !stopping && launch(), pause);
      pause = Math.min(pause * 2, BACKOFF_MAX_MS);
    });
  };
  launch();

  return {
    ready,
    async stop(graceMs) {
      stopping = true;
      child?.kill('SIGTERM');
      const until = performance.now() + graceMs;
      while (child && performance.now() < until) await sleep(20);
      child?.kill('SIGKILL');
    },
  };
}
