export { applyMigrations, type MigrationsApplied } from './apply-migrations';
export { asDatabaseError, databaseErrorCode, isConnectionLost } from './as-database-error';
export { createDatabase, type DatabaseOptions, type PooledDatabase } from './create-database';
export type { Database, SqlClient } from './database';
export { APP_ROLE, ensureRoles, grantAppRole, type RolesEnsured, urlAs } from './ensure-roles';
export { prepareEmbeddedBinaries } from './prepare-embedded-binaries';
