import { createSignInLink } from '@/lib/auth/sign-in-link';
import { createDatabase } from '@/lib/db/create-database';
import type { Database } from '@/lib/db/database';
import type { Env } from '@/lib/env';

/** The link that signs the owner in and opens the newest flow. Null where other machines could reach it: then `npm run link` makes one on demand. */
export async function makeFirstLink(appUrl: string, settings: Env, url: string): Promise<string | null> {
  if (settings.HOST !== '127.0.0.1' && settings.HOST !== 'localhost' && settings.HOST !== '::1') return null;
  const db = createDatabase({ url: appUrl, max: 1, applicationName: 'millrace-link' });
  try {
    return await makeLink(db, url);
  } finally {
    await db.close();
  }
}

/** A fresh one-time link; it leads on to the flow that was changed last. */
export async function makeLink(db: Database, url: string): Promise<string> {
  const link = await createSignInLink(db);
  const { rows } = await db.query<{ id: string }>('SELECT id FROM flow WHERE deleted_at IS NULL ORDER BY updated_at DESC LIMIT 1');
  const to = rows[0] ? `&to=${encodeURIComponent(`/flows/${rows[0].id}`)}` : '';
  return `${url}${link.path}${to}`;
}
