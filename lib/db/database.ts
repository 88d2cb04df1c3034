/** Anything that runs SQL: the pool, or one client inside a transaction. `name` makes it a prepared statement. */
export interface SqlClient {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
    options?: { name?: string },
  ): Promise<{ rows: Row[]; rowCount: number }>;
}

/** The one pool of a process, as SQL and as Prisma. */
export interface Database extends SqlClient {
  readonly prisma: import('@/lib/generated/prisma/client').PrismaClient;
  /** Runs `work` in one transaction; rolls back when it throws. Serialization failures and deadlocks are retried up to three times. */
  transaction<T>(work: (client: SqlClient) => Promise<T>): Promise<T>;
  /** The database's `millrace_now()` in ms since the epoch. */
  now(): Promise<number>;
  close(): Promise<void>;
}
