import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { createSandbox, type Sandbox } from '@/lib/sandbox';

let built: Promise<URL> | null = null;

/** The thread's main, bundled as `workers/start.mjs` does; once in a test process. */
function bundleThread(): Promise<URL> {
  built ??= (async () => {
    const folder = join(process.cwd(), 'test-results', `sandbox-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    const outfile = join(folder, 'sandbox.mjs');
    await build({
      entryPoints: ['lib/sandbox/thread.ts'],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
      alias: { '@': process.cwd() },
    });
    return pathToFileURL(outfile);
  })();
  return built;
}

/** A real sandbox. */
export async function openTestSandbox(options: { threads?: number; idleMs?: number } = {}): Promise<Sandbox> {
  return createSandbox({ entry: await bundleThread(), threads: 2, ...options });
}

/** A real sandbox that is there once somebody asks for it. */
export function lazySandbox(): (() => Promise<Sandbox>) & { close(): Promise<void> } {
  let opened: Promise<Sandbox> | null = null;
  const open = (): Promise<Sandbox> => {
    opened ??= openTestSandbox();
    return opened;
  };
  return Object.assign(open, { close: async () => (await opened)?.close() });
}
