import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const CHAR_OID = 18;
const TEXT_OID = 25;

/** What the tool asks of Prisma's schema engine; the package types the rest. */
export type SchemaEngine = Awaited<ReturnType<typeof engineModule.SchemaEngine.new>>;

/** Loads Prisma's schema engine from WebAssembly, on node-postgres: no native binary is downloaded. `url` must be allowed to create databases. */
export async function openSchemaEngine(url: string, schema: string): Promise<SchemaEngine> {
  // The engine reports a Rust panic through this global before it traps.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });
  const path = fileURLToPath(new URL('./schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')));
  const imports = { './schema_engine_bg.js': engineModule } as unknown as WebAssembly.Imports; // the glue module is the import object, which its types do not say
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)), imports);
  const glue = engineModule as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }; // left out of the package's types
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)(); // every wasm-bindgen module exports it
  const factory = bindMigrationAwareSqlAdapterFactory(adapterFactory(url));
  return engineModule.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, factory);
}

function adapterFactory(url: string) {
  const parsed = new URL(url);
  // Given apart: with a connection string the adapter would replay migrations in the main database, not in the shadow.
  const base = {
    host: parsed.hostname,
    port: Number(parsed.port),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    max: 1,
  };
  const main = parsed.pathname.slice(1);
  return {
    provider: 'postgres' as const,
    adapterName: '@prisma/adapter-pg',
    connect: () => openAdapter({ ...base, database: main }),
    connectToShadowDb: async () => {
      const admin = new pg.Client({ ...base, database: main });
      await admin.connect();
      const shadow = `shadow_${Date.now()}`;
      await admin.query(`create database "${shadow}"`);
      const adapter = await openAdapter({ ...base, database: shadow });
      const dispose = adapter.dispose.bind(adapter);
      adapter.dispose = async () => {
        await dispose();
        await admin.query(`drop database if exists "${shadow}" with (force)`);
        await admin.end();
      };
      return adapter;
    },
  };
}

/** adapter-pg does not map the catalogue type "char" (oid 18): such columns are read as text and reported as Character. */
async function openAdapter(config: pg.PoolConfig): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool(config);
  let charColumns = new Set<string>();
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>; // one of six overloads, all promise-returning here
  const patched = async (...args: unknown[]) => {
    const result = await query(...args);
    const fields = (result.fields ?? []).filter((field) => field.dataTypeID === CHAR_OID);
    charColumns = new Set(fields.map((field) => field.name));
    for (const field of fields) field.dataTypeID = TEXT_OID;
    return result;
  };
  Object.assign(pool, { query: patched });
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (statement) => {
    const set = await queryRaw(statement);
    const columnTypes = set.columnTypes.map((type, i) => (charColumns.has(set.columnNames[i] ?? '') ? ColumnTypeEnum.Character : type));
    return { ...set, columnTypes };
  };
  // The adapter splits a script at every semicolon, also inside a function's body; Postgres takes the whole script as it is.
  adapter.executeScript = async (script) => void (await query(script));
  return adapter;
}
