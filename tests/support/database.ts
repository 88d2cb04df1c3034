import { afterAll, inject } from 'vitest';
import { createDatabase, type PooledDatabase } from '@/lib/db/create-database';
import { APP_ROLE, urlAs } from '@/lib/db/ensure-roles';
import { APP_PASSWORD, databaseUrl, runSql } from './start-stores';

/** A test file's own database: migrated, empty, dropped when the file ends. */
export interface TestDatabase {
  /** As the app's role: what the code under test uses. */
  db: PooledDatabase;
  /** As the owner: for looking behind the app's back. */
  owner: PooledDatabase;
  url: string;
  ownerUrl: string;
  /** Moves the database's clock for everybody in this database; 0 puts it right. */
  setClockOffset(ms: number): Promise<void>;
}

let count = 0;

/** Call once at the top of a test file: `const { db } = await openTestDatabase()`. */
export async function openTestDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `millrace_test_${process.pid}_${Date.now()}_${count++}`;
  await runSql(adminUrl, `create database "${name}" template "${inject('templateName')}"`);
  const ownerUrl = databaseUrl(adminUrl, name);
  const url = urlAs(ownerUrl, APP_ROLE, APP_PASSWORD);
  const db = createDatabase({ url, max: options.max ?? 10, applicationName: 'test' });
  const owner = createDatabase({ url: ownerUrl, max: 2, applicationName: 'test-owner' });
  afterAll(async () => {
    await db.close();
    await owner.close();
    await runSql(adminUrl, `drop database if exists "${name}" with (force)`);
  });
  const setClockOffset = async (ms: number) => void (await owner.query('select millrace_set_clock_offset($1)', [Math.round(ms)]));
  return { db, owner, url, ownerUrl, setClockOffset };
}
