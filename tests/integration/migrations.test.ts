import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { applyMigrations, createDatabase, ensureRoles, grantAppRole, urlAs } from '@/lib/db';
import { createBell, prepareQueue } from '@/lib/queue';
import { newId } from '@/lib/std/ids';
import { databaseUrl, runSql } from '@/tests/support/start-stores';
import { createWorkspace } from '@/tests/support/workspace';

const MIGRATIONS = 'prisma/migrations';
const adminUrl = inject('adminUrl');
const cleanUp: string[] = [];

afterAll(async () => {
  // Databases before the roles that own things in them.
  for (const sql of cleanUp.sort()) await runSql(adminUrl, sql);
});

async function emptyDatabase(owner?: string): Promise<string> {
  const name = `millrace_empty_${newId().toLowerCase()}`;
  await runSql(adminUrl, `create database "${name}" ${owner ? `owner "${owner}"` : ''}`);
  cleanUp.push(`drop database if exists "${name}" with (force)`);
  return databaseUrl(adminUrl, name);
}

async function role(attributes: string): Promise<string> {
  const name = `role_${newId().toLowerCase()}`;
  await runSql(adminUrl, `create role "${name}" login password 'pw' ${attributes}`);
  cleanUp.push(`drop role if exists "${name}"`);
  return name;
}

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  const db = createDatabase({ url, max: 1, applicationName: 'probe' });
  try {
    return (await db.query(sql)).rows;
  } finally {
    await db.close();
  }
}

describe('applying migrations', () => {
  it('happens once when several processes start together', async () => {
    const url = await emptyDatabase();
    const results = await Promise.all([1, 2, 3].map(() => applyMigrations(url, MIGRATIONS)));
    expect(results.flatMap((result) => result.applied).filter((name) => name === '0001_init')).toEqual(['0001_init']);
    expect(await applyMigrations(url, MIGRATIONS)).toEqual({ applied: [], edited: [] });
  });

  it('leaves the ledger as prisma migrate deploy writes it', async () => {
    const url = await emptyDatabase();
    await applyMigrations(url, MIGRATIONS);
    const rows = await rowsOf(
      url,
      "select migration_name, length(checksum) as checksum, applied_steps_count as steps, finished_at is not null as finished, rolled_back_at from _prisma_migrations where migration_name = '0001_init'",
    );
    expect(rows).toEqual([{ migration_name: '0001_init', checksum: 64, steps: 1, finished: true, rolled_back_at: null }]);
  });

  it('keeps nothing of a migration that fails, and refuses to go on until somebody looked', async () => {
    const url = await emptyDatabase();
    const dir = mkdtempSync(join(tmpdir(), 'millrace-migrations-'));
    cpSync(MIGRATIONS, dir, { recursive: true });
    mkdirSync(join(dir, '9999_broken'));
    writeFileSync(join(dir, '9999_broken', 'migration.sql'), 'create table half (n int); select 1/0;');
    await expect(applyMigrations(url, dir)).rejects.toThrow(/division by zero/);
    expect(await rowsOf(url, "select to_regclass('half') as half")).toEqual([{ half: null }]);
    await expect(applyMigrations(url, dir)).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('9999_broken'),
    });
  });

  it('reports a migration that was edited after it was applied, and does not run it again', async () => {
    const url = await emptyDatabase();
    const dir = mkdtempSync(join(tmpdir(), 'millrace-migrations-'));
    mkdirSync(join(dir, '0001_small'));
    writeFileSync(join(dir, '0001_small', 'migration.sql'), 'create table small (n int);');
    await applyMigrations(url, dir);
    writeFileSync(join(dir, '0001_small', 'migration.sql'), 'create table small (n bigint);');
    expect(await applyMigrations(url, dir)).toEqual({ applied: [], edited: ['0001_small'] });
  });
});

describe('roles', () => {
  it('are made anew and re-keyed when the owner may do so', async () => {
    const url = await emptyDatabase();
    await applyMigrations(url, MIGRATIONS);
    // The password of every other test file: the role belongs to the whole server.
    const { appUrl, warning } = await ensureRoles(url, 'millrace-test');
    expect(warning).toBeNull();
    expect((await ensureRoles(url, 'millrace-test')).appUrl).toBe(appUrl);
    expect(await rowsOf(appUrl, 'select current_user as name')).toEqual([{ name: 'millrace_app' }]);
  });

  it('are left alone, with a warning, when the owner may not make any: it then serves for both', async () => {
    const name = await role('nocreaterole nosuperuser');
    const url = urlAs(await emptyDatabase(name), name, 'pw');
    await applyMigrations(url, MIGRATIONS);
    const { appUrl, warning } = await ensureRoles(url, 'unused');
    expect(appUrl).toBe(url);
    expect(warning).toMatch(/DATABASE_OWNER_URL/);
    await prepareQueue(url, null);
    const db = createDatabase({ url: appUrl, max: 1, applicationName: 'probe' });
    await createWorkspace(db);
    await db.close();
    const bell = createBell({ databaseUrl: appUrl });
    await bell.ring(['a']);
    await bell.close();
  });

  it('of the operator get what the app needs, and no more', async () => {
    const url = await emptyDatabase();
    await applyMigrations(url, MIGRATIONS);
    const name = await role('');
    await grantAppRole(url, name);
    await prepareQueue(url, name);
    const appUrl = urlAs(url, name, 'pw');
    const bell = createBell({ databaseUrl: appUrl });
    await bell.ring(['a']);
    await bell.close();
    await expect(rowsOf(appUrl, 'delete from audit_log')).rejects.toMatchObject({ code: '42501' });
    expect(await rowsOf(appUrl, 'select id from run')).toEqual([]);
  });
});
