import { loadMasterKey, verifyMasterKey } from '@/lib/crypto';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { createDatabase } from '@/lib/db/create-database';
import { APP_ROLE, ensureRoles } from '@/lib/db/ensure-roles';
import type { Env } from '@/lib/env';
import { catalog } from '@/lib/nodes/catalog';
import { prepareQueue } from '@/lib/queue';
import { prepareWorkspace } from '@/lib/services/workspace/prepare-workspace';
import { createPostgresKeyStore } from '@/lib/storage';
import type { Progress } from './terminal';

/** Where the database is, and as whom the processes use it. */
export interface PreparedDatabase {
  appUrl: string;
}

/** Brings schema, roles, queue tables and the master key's check up to date. Safe from several processes at once. */
export async function prepareDatabase(ownerUrl: string, appPassword: string, settings: Env, progress: Progress): Promise<PreparedDatabase> {
  const migrated = await applyMigrations(ownerUrl, 'prisma/migrations');
  for (const name of migrated.edited)
    progress.line(`  ! migration ${name} was edited after it was applied; the database has the older text`);
  const roles = await ensureRoles(ownerUrl, appPassword);
  if (roles.warning !== null) progress.line(`  ! ${roles.warning}`);
  if (!settings.REDIS_URL) await prepareQueue(ownerUrl, roles.warning === null ? APP_ROLE : null);
  await firstBoot(roles.appUrl, settings);
  return { appUrl: roles.appUrl };
}

/** Holds the master key against the database, and makes the first workspace and flow. */
async function firstBoot(url: string, settings: Env): Promise<void> {
  const db = createDatabase({ url, max: 1, applicationName: 'millrace-start' });
  try {
    const store = createPostgresKeyStore(db);
    const key = loadMasterKey({ fromEnv: settings.MILLRACE_KEY, dataDir: settings.MILLRACE_DATA });
    await verifyMasterKey(store, key);
    await prepareWorkspace({ db, catalog });
  } finally {
    await db.close();
  }
}
