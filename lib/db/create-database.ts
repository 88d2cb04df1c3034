import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '@/lib/generated/prisma/client';
import { asDatabaseError, databaseErrorCode, isConnectionLost } from './as-database-error';
import type { Database, SqlClient } from './database';

export interface DatabaseOptions {
  url: string;
  /** Most connections the pool opens. */
  max: number;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** How long to wait for a connection; 3,000 ms by default. */
  connectTimeoutMs?: number;
  /** How long the server works at one statement before it is cancelled; 15,000 ms by default. */
  statementTimeoutMs?: number;
  /** Told of errors on idle connections, which no caller would hear of otherwise. */
  onError?: (error: Error) => void;
}

/** A `Database` that also lends its pool to adapters which need the driver itself. */
export interface PooledDatabase extends Database {
  readonly pool: pg.Pool;
}

type Queryable = Pick<pg.Pool, 'query'>;

const TRANSACTION_TRIES = 4;
/** SQLSTATEs serialization_failure and deadlock_detected: the transaction did nothing and may be tried again. */
const RETRYABLE = new Set(['40001', '40P01']);
const INT8_OID = 20;

/** Opens the one pool of a process. Connections are made on demand: nothing is dialled here. */
export function createDatabase(options: DatabaseOptions): PooledDatabase {
  const statementTimeoutMs = options.statementTimeoutMs ?? 15_000;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 3000,
    statement_timeout: statementTimeoutMs,
    // The client gives up a little later than the server: this one fires only when the server itself does not answer.
    query_timeout: statementTimeoutMs + 2000,
    keepAlive: true,
  });
  pool.on('error', options.onError ?? (() => {})); // without a listener a broken idle connection would end the process
  const client = toSqlClient(pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: (query) => statementName(query.sql) }) });
  return {
    ...client,
    pool,
    prisma,
    transaction: (work) => runTransaction(pool, work),
    now: async () => {
      const { rows } = await client.query<{ ms: number }>('SELECT (extract(epoch FROM millrace_now()) * 1000)::bigint AS ms');
      return rows[0]?.ms ?? Number.NaN;
    },
    close: async () => {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}

/** Names Prisma's statements by content, so that the server prepares each once per connection. */
function statementName(sql: string): string {
  return createHash('sha1').update(sql).digest('base64');
}

function toSqlClient(target: Queryable): SqlClient {
  return {
    query: async <Row extends object>(text: string, values?: readonly unknown[], options?: { name?: string }) => {
      try {
        const name = options?.name;
        const query = { text, values: values ? [...values] : [], types: NUMBER_TYPES, ...(name === undefined ? {} : { name }) };
        const result = await target.query<Row>(query);
        return { rows: result.rows, rowCount: result.rowCount ?? 0 };
      } catch (error) {
        throw asDatabaseError(error);
      }
    },
  };
}

/** int8 as a number wherever it is exact (epochs, sequence numbers, counts), as a bigint beyond 2^53. */
export function parseInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

const NUMBER_TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    // pg's overloads cannot say "the same function with one more case".
    oid === INT8_OID && format !== 'binary' ? parseInt8 : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

async function runTransaction<T>(pool: pg.Pool, work: (client: SqlClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryTransaction(pool, work);
    } catch (error) {
      const code = databaseErrorCode(error);
      if (code === null || !RETRYABLE.has(code) || attempt === TRANSACTION_TRIES) throw error;
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

async function tryTransaction<T>(pool: pg.Pool, work: (client: SqlClient) => Promise<T>): Promise<T> {
  const connection = await pool.connect().catch((error: unknown) => {
    throw asDatabaseError(error);
  });
  let broken: Error | undefined;
  try {
    await connection.query('BEGIN');
    const value = await work(toSqlClient(connection));
    await connection.query('COMMIT');
    return value;
  } catch (error) {
    const rolledBack = await connection.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    // A connection in an unknown state must not serve the next caller.
    if (!rolledBack || isConnectionLost(error)) broken = new Error('The connection was lost inside a transaction.', { cause: error });
    throw asDatabaseError(error);
  } finally {
    connection.release(broken);
  }
}
