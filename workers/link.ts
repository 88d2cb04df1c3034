import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isLoopbackHost } from '@/lib/auth';
import { createDatabase } from '@/lib/db/create-database';
import { APP_ROLE } from '@/lib/db/ensure-roles';
import { env } from '@/lib/env';
import { AppError, userError } from '@/lib/errors/app-error';
import { openDataFolder } from './supervise/data-folder';
import { makeLink, makeSetupLink } from './supervise/first-link';
import { openPostgresSecrets } from './supervise/postgres-secrets';

/**
 * `npm run link`: prints another link for the owner of a running installation. One that signs in, where the server answers this machine
 * alone; else, or with `--setup`, one that sets address and password.
 */
async function main(): Promise<void> {
  const settings = env();
  const url = settings.MILLRACE_PUBLIC_URL ?? `http://${settings.HOST}:${settings.PORT}`;
  const db = createDatabase({
    url: settings.DATABASE_URL ?? embeddedUrl(settings.MILLRACE_DATA),
    max: 1,
    applicationName: 'millrace-link',
  });
  try {
    const isSetup = process.argv.includes('--setup') || !isLoopbackHost(settings.HOST);
    process.stdout.write(`${isSetup ? (await makeSetupLink(db, settings, url)).link : await makeLink(db, url)}\n`);
  } finally {
    await db.close();
  }
}

function embeddedUrl(dataDir: string): string {
  const folder = openDataFolder(dataDir);
  if (!existsSync(join(folder.root, 'postgres.json'))) {
    throw userError('unavailable', `There is no installation in ${folder.root} yet. Run \`npm start\` first, or set DATABASE_URL.`);
  }
  const secrets = openPostgresSecrets(folder.root, true);
  return `postgres://${APP_ROLE}:${secrets.app}@127.0.0.1:${secrets.port ?? 5432}/postgres`;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof AppError ? error.message : String(error)}\n`);
  process.exit(1);
}
