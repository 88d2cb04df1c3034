import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type BellOptions, createBell } from '@/lib/queue';
import { newId } from '@/lib/std/ids';
import { openTestDatabase } from '@/tests/support/database';
import { redisPrefix, redisUrl } from '@/tests/support/redis';
import { until } from '@/tests/support/until';

const { url } = await openTestDatabase();
const redis = redisUrl();

const backends: { backend: string; options: BellOptions; available: boolean }[] = [
  { backend: 'Postgres', options: { databaseUrl: url }, available: true },
  { backend: 'Redis', options: { redisUrl: redis ?? '', prefix: redisPrefix() }, available: redis !== null },
];

function startListener(options: BellOptions): { child: ChildProcessByStdio<null, Readable, null>; output: () => string } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/crash/bell-listener-process.ts', JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return { child, output: () => output };
}

describe.each(backends)('a ring on $backend', ({ options, available }) => {
  it.skipIf(!available)('is heard by another worker after the one that took it was killed', async () => {
    const { child, output } = startListener(options);
    await until(() => output().includes('listening'), 30_000);
    const bell = createBell(options);
    const id = newId();
    await bell.ring([id]);
    await until(() => output().includes(`took ${id}`));
    child.kill('SIGKILL');
    const heard: string[] = [];
    await bell.listen(async (ids) => void heard.push(...ids), { concurrency: 1 });
    await until(() => heard.length > 0, 30_000);
    expect(heard).toEqual([id]);
    await bell.close();
  });
});
