import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnv } from '@/lib/env';
import { operationalError } from '@/lib/errors/app-error';

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'package-lock.json',
  'next.config.js',
  'tsconfig.json',
  'proxy.ts',
  'instrumentation.ts',
  'workers/web',
];
const STAMP = join('dist', 'next-build.json');

/** Whether the Next build is missing or made from other sources than these. */
export function isBuildStale(root: string): boolean {
  if (!existsSync(join(root, '.next', 'BUILD_ID')) || !existsSync(join(root, STAMP))) return true;
  return JSON.parse(readFileSync(join(root, STAMP), 'utf8')).sources !== fingerprint(root);
}

/** Builds the pages. Throws with the compiler's last lines when it fails. */
export async function buildNext(root: string): Promise<void> {
  const sources = fingerprint(root);
  await runBuild(root);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, STAMP), `${JSON.stringify({ sources })}\n`);
}

/** Names, sizes and times of the source files: a changed file changes it, reading none of them. */
function fingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) visit(join(root, source), (path, size, time) => hash.update(`${path}\0${size}\0${time}\n`));
  return hash.digest('hex');
}

function visit(path: string, seen: (path: string, size: number, time: number) => void): void {
  if (!existsSync(path) || path.endsWith(join('lib', 'generated'))) return;
  const stat = statSync(path);
  if (!stat.isDirectory()) seen(path, stat.size, Math.floor(stat.mtimeMs));
  else for (const name of readdirSync(path).sort()) visit(join(path, name), seen);
}

const KEPT = 4000;

function runBuild(root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
    const child = spawn(process.execPath, [next, 'build'], {
      cwd: root,
      env: childEnv({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const keep = (chunk: unknown): void => {
      said = `${said}${chunk}`.slice(-KEPT);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(operationalError('unavailable', `The pages could not be built:\n${said.trim()}`)),
    );
  });
}
