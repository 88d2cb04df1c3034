import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { AppError } from '@/lib/errors/app-error';
import { asDatabaseError } from './as-database-error';

/** The advisory lock `prisma migrate` takes: whoever migrates, only one does. */
const MIGRATION_LOCK = 72_707_369;

// The table as Prisma 7 creates it, so that `prisma migrate deploy` and this file agree on what was applied.
const LEDGER_DDL = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

interface LedgerRow {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

export interface MigrationsApplied {
  applied: string[];
  /** Applied earlier with another text than the file has now; worth a warning, never re-run. */
  edited: string[];
}

/**
 * Applies the migrations under `dir` that the database lacks, each in one transaction, as the owner role. Processes that
 * start together wait for one another. Throws `config_invalid` when an earlier migration failed half-way.
 */
export async function applyMigrations(ownerUrl: string, dir: string): Promise<MigrationsApplied> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000, application_name: 'millrace-migrate' });
  client.on('error', () => {}); // the query under way rejects with the same error
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(LEDGER_DDL);
    return await applyMissing(client, dir);
  } catch (error) {
    throw asDatabaseError(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function applyMissing(client: pg.Client, dir: string): Promise<MigrationsApplied> {
  const ledger = await readLedger(client);
  const result: MigrationsApplied = { applied: [], edited: [] };
  for (const name of migrationNames(dir)) {
    const sql = readFileSync(join(dir, name, 'migration.sql'));
    const checksum = createHash('sha256').update(sql).digest('hex');
    const known = ledger.get(name);
    if (known === undefined) {
      await applyOne(client, { name, checksum, sql: sql.toString('utf8') });
      result.applied.push(name);
    } else if (known !== checksum) result.edited.push(name);
  }
  return result;
}

async function readLedger(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<LedgerRow>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) {
    const remedy = 'mend the database, then delete its row from _prisma_migrations and start again';
    throw new AppError('operational', 'config_invalid', `Migration ${failed.migration_name} failed earlier; ${remedy}.`);
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function migrationNames(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function applyOne(client: pg.Client, migration: { name: string; checksum: string; sql: string }): Promise<void> {
  const id = randomUUID();
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    migration.checksum,
    migration.name,
  ]);
  try {
    // Many statements in one simple query are one implicit transaction: all of the file or nothing.
    await client.query(migration.sql);
  } catch (error) {
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)]);
    throw error;
  }
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
}
