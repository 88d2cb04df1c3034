import { runMigrations } from 'bullmq';
import pg from 'pg';
import { operationalError } from '@/lib/errors/app-error';

/** The schema BullMQ's Postgres backend keeps its tables in. */
const QUEUE_SCHEMA = 'bullmq';

/**
 * Brings the queue's own tables up to date, as the owner role, and lets `appRole` use them. Safe to call at every boot and
 * from several processes at once. Not needed on Redis. Throws `queue_unavailable`.
 */
export async function prepareQueue(ownerUrl: string, appRole: string | null): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000, application_name: 'millrace-queue-setup' });
  client.on('error', () => {}); // the query under way rejects with the same error
  try {
    await client.connect();
    await runMigrations(client);
    if (appRole !== null) await grantQueue(client, client.escapeIdentifier(appRole));
  } catch (cause) {
    throw operationalError(
      'queue_unavailable',
      'The queue could not be set up in the database; check that its owner role may create schemas.',
      cause,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

async function grantQueue(client: pg.Client, role: string): Promise<void> {
  // CREATE too, in this schema only: the backend makes a sequence for each queue when it first adds to it.
  await client.query(`
    BEGIN;
    SELECT pg_advisory_xact_lock(72707371);
    GRANT USAGE, CREATE ON SCHEMA ${QUEUE_SCHEMA} TO ${role};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${role};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${role};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO ${role};
    COMMIT`);
}
