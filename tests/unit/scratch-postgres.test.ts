import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('leaves the exit code alone in a process that imports the scratch Postgres', () => {
  const script = "import('./prisma/scratch-postgres.ts').then(() => { process.exitCode = 3; });";
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', script], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 3, stderr: '' });
});
