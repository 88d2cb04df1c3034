import pg from 'pg';
import { asDatabaseError, databaseErrorCode } from './as-database-error';

/** The role the app works as: it signs in, owns nothing, cannot pass row security. */
export const APP_ROLE = 'millrace_app';

/** SQLSTATE insufficient_privilege. */
const DENIED = '42501';

/** Rows of these tables are written once: the app may add and read them, never change or remove them. */
const APPEND_ONLY = ['audit_log', 'run_event'];

export interface RolesEnsured {
  /** What the app connects with: the app role's URL, or the owner's where roles may not be made. */
  appUrl: string;
  /** A sentence for the log when the owner's role has to serve for both; null otherwise. */
  warning: string | null;
}

/**
 * Makes (or re-keys) the app's role and grants it the DML it needs, as the owner, after the migrations. A role that may not
 * make roles, as on many managed databases, is used for both: then row security protects nothing, which `warning` says.
 */
export async function ensureRoles(ownerUrl: string, appPassword: string): Promise<RolesEnsured> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000, application_name: 'millrace-roles' });
  client.on('error', () => {}); // the query under way rejects with the same error
  try {
    await client.connect();
    await makeRole(client, appPassword);
    await grant(client);
    return { appUrl: urlAs(ownerUrl, APP_ROLE, appPassword), warning: null };
  } catch (error) {
    if (databaseErrorCode(error) !== DENIED) throw asDatabaseError(error);
    const warning = `The database role may not create roles, so the app works as the owner; to separate them, create ${APP_ROLE} yourself and set DATABASE_URL to it and DATABASE_OWNER_URL to the owner.`;
    return { appUrl: ownerUrl, warning };
  } finally {
    await client.end().catch(() => {});
  }
}

/** Grants a role of the operator's own making what the app needs; used when DATABASE_OWNER_URL names a separate owner. */
export async function grantAppRole(ownerUrl: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000, application_name: 'millrace-roles' });
  client.on('error', () => {}); // the query under way rejects with the same error
  try {
    await client.connect();
    await grant(client, role);
  } catch (error) {
    throw asDatabaseError(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function makeRole(client: pg.Client, password: string): Promise<void> {
  const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  const { rows } = await client.query<{ ddl: string }>(
    `SELECT format(CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = $1) THEN 'ALTER' ELSE 'CREATE' END
       || ' ROLE %I ${attributes} PASSWORD %L', $1::text, $2::text) AS ddl`,
    [APP_ROLE, password],
  );
  const ddl = rows[0]?.ddl;
  if (ddl === undefined) return;
  try {
    await client.query(ddl);
  } catch (error) {
    // Two servers that start at once on one cluster: the other has just written the same role.
    if (!/tuple concurrently updated|already exists/.test(String(error))) throw error;
  }
}

async function grant(client: pg.Client, role = APP_ROLE): Promise<void> {
  const name = client.escapeIdentifier(role);
  const appendOnly = APPEND_ONLY.map((table) => client.escapeIdentifier(table)).join(', ');
  // One transaction: nobody sees the tables between the broad grant and its exceptions.
  await client.query(`
    BEGIN;
    SELECT pg_advisory_xact_lock(72707370);
    GRANT USAGE ON SCHEMA public TO ${name};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${name};
    REVOKE UPDATE, DELETE ON ${appendOnly} FROM ${name};
    REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${name};
    COMMIT`);
}

/** The same server and database, signed in to as another role. */
export function urlAs(url: string, role: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(role);
  changed.password = encodeURIComponent(password);
  return changed.toString();
}
