import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '@/lib/db/apply-migrations';
import { APP_ROLE, ensureRoles } from '@/lib/db/ensure-roles';
import { prepareQueue } from '@/lib/queue/prepare-queue';
import { startScratchPostgres } from '@/prisma/scratch-postgres';
import { startRedis } from './start-redis';

/** The app role's password on every test server. */
export const APP_PASSWORD = 'millrace-test';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Owner's URL of the server's maintenance database. */
    adminUrl: string;
    /** A migrated database to copy; nobody connects to it. */
    templateName: string;
    /** Null when there is no Redis on this machine. */
    redisUrl: string | null;
  }
}

/**
 * One Postgres and one Redis for a whole run of a vitest project. `TEST_DATABASE_URL` (a role that may create databases and
 * roles) and `REDIS_URL` use servers that are already there.
 */
export async function startStores(project: TestProject, options: { fsync: boolean }): Promise<() => Promise<void>> {
  const external = process.env.TEST_DATABASE_URL;
  const postgres = external ? { url: external, stop: async () => {} } : await startScratchPostgres(options);
  const templateName = `millrace_template_${process.pid}_${Date.now()}`;
  await makeTemplate(postgres.url, templateName);
  const redis = await startRedis();
  if (redis === null) notRun('redis', 'no REDIS_URL and no redis-server on the PATH');
  project.provide('adminUrl', postgres.url);
  project.provide('templateName', templateName);
  project.provide('redisUrl', redis?.url ?? null);
  return async () => {
    await redis?.stop();
    if (external) await runSql(postgres.url, `drop database if exists "${templateName}" with (force)`);
    await postgres.stop();
  };
}

async function makeTemplate(adminUrl: string, name: string): Promise<void> {
  await runSql(adminUrl, `create database "${name}"`);
  const url = databaseUrl(adminUrl, name);
  await applyMigrations(url, 'prisma/migrations');
  const roles = await ensureRoles(url, APP_PASSWORD);
  await prepareQueue(url, roles.warning === null ? APP_ROLE : null);
}

/** The same server and role, another database. */
export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

/** Runs one statement on a connection of its own. */
export async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Says that a lane did not run; where the environment requires the lane, that is a failure. */
function notRun(lane: 'redis', why: string): void {
  if (process.env.REQUIRE_REDIS === '1') throw new Error(`The ${lane} lane is required (REQUIRE_REDIS=1) and cannot run: ${why}.`);
  console.warn(`not run: the ${lane} lane (${why})`);
}
