import { newId } from '@/lib/std/ids';
import { databaseUrl, runSql } from './start-stores';

/** Where one started product keeps its data. */
export interface ProductStores {
  /** The environment the product, and every command about it, is given. */
  environment: Record<string, string>;
  remove(): Promise<void>;
}

/**
 * A database of its own on the server of `TEST_DATABASE_URL`, else the embedded Postgres; and the Redis of `REDIS_URL`, if any.
 * A `DATABASE_URL` of the shell is never used: it may be somebody's installation.
 */
export async function openProductStores(): Promise<ProductStores> {
  const adminUrl = process.env.TEST_DATABASE_URL;
  // Empty text is a setting that was not given.
  if (!adminUrl) return { environment: { DATABASE_URL: '', DATABASE_OWNER_URL: '' }, remove: async () => {} };
  const name = `millrace_product_${newId().toLowerCase()}`;
  await runSql(adminUrl, `create database "${name}"`);
  return {
    environment: { DATABASE_URL: databaseUrl(adminUrl, name), DATABASE_OWNER_URL: '' },
    remove: () => runSql(adminUrl, `drop database if exists "${name}" with (force)`),
  };
}
