import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openSchemaEngine } from './schema-engine';
import { startScratchPostgres } from './scratch-postgres';

const MIGRATIONS = 'prisma/migrations';
const LOCKFILE = join(MIGRATIONS, 'migration_lock.toml');
const LOCK_TEXT = '# Read by `prisma migrate`; do not edit.\nprovider = "postgresql"\n';
const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** `npx tsx prisma/author-migration.ts <name>`: writes the SQL that leads from the migrations so far to schema.prisma. */
async function main(): Promise<void> {
  const name = process.argv[2];
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) throw new Error('Name the migration in lower case, for example: add_alert_rules');
  const script = await diffToSchema(readFileSync('prisma/schema.prisma', 'utf8'));
  if (script === null) return console.log('The migrations already lead to prisma/schema.prisma; nothing was written.');
  const folder = join(MIGRATIONS, `${String(migrationFolders().length + 1).padStart(4, '0')}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), script);
  if (!existsSync(LOCKFILE)) writeFileSync(LOCKFILE, LOCK_TEXT);
  console.log(`Wrote ${folder}/migration.sql; read it, and add by hand what Prisma cannot say.`);
}

async function diffToSchema(schema: string): Promise<string | null> {
  const postgres = await startScratchPostgres({ fsync: false });
  try {
    const engine = await openSchemaEngine(postgres.url, schema);
    const answer = await engine.diff({
      from: { tag: 'migrations', ...migrationList() },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    });
    return answer.exitCode === 0 ? null : answer.stdout;
  } finally {
    await postgres.stop();
  }
}

function migrationFolders(): string[] {
  if (!existsSync(MIGRATIONS)) return [];
  return readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function migrationList() {
  return {
    baseDir: resolve(MIGRATIONS),
    lockfile: { path: 'migration_lock.toml', content: existsSync(LOCKFILE) ? readFileSync(LOCKFILE, 'utf8') : LOCK_TEXT },
    shadowDbInitScript: '',
    migrationDirectories: migrationFolders().map((path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(join(MIGRATIONS, path, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

await main();
process.exit(0); // the engine's WebAssembly instance keeps handles open
