import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@/workers/supervise/free-port';

/** A Redis for tests; `stop` ends it if it was started here. */
export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

/** The Redis of `REDIS_URL`, else a fresh one from the PATH without persistence, else null. */
export async function startRedis(): Promise<TestRedis | null> {
  if (process.env.REDIS_URL) return { url: process.env.REDIS_URL, stop: async () => {} };
  if (spawnSync('redis-server', ['--version']).error) return null;
  return launchRedis(await freePort());
}

/** Starts a redis-server of our own on `port`; tests that kill Redis use their own. */
export async function launchRedis(port: number): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'millrace-redis-'));
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dir];
  const child = spawn('redis-server', settings, { stdio: 'ignore' });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await waitForPort(port, child);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function waitForPort(port: number, child: { exitCode: number | null }): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with code ${child.exitCode} before it listened.`);
    if (await answers(port)) return;
    await sleep(25);
  }
  throw new Error(`redis-server did not listen on port ${port} within 5 s.`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
