import { createSetupLink, createSignInLink, isLoopbackHost } from '@/lib/auth';
import { loadMasterKey, verifyMasterKey } from '@/lib/crypto';
import { createDatabase } from '@/lib/db/create-database';
import type { Database } from '@/lib/db/database';
import type { Env } from '@/lib/env';
import { createPostgresKeyStore } from '@/lib/storage';

/** What a start prints so that its owner gets in. */
export interface FirstLinks {
  /** Signs the owner in and opens the newest flow; null where other machines can reach this one: it works over loopback alone. */
  signIn: string | null;
  /** Sets the owner's address and password; null where that was done, and on the embedded installation of one machine. */
  setup: string | null;
}

/** The links of a start. `url` is where this machine reaches the server; people reach it by MILLRACE_PUBLIC_URL where that is set. */
export async function makeFirstLinks(appUrl: string, settings: Env, url: string): Promise<FirstLinks> {
  const db = createDatabase({ url: appUrl, max: 1, applicationName: 'millrace-link' });
  try {
    const isLocal = isLoopbackHost(settings.HOST);
    const isServer = !isLocal || settings.DATABASE_URL !== undefined;
    const setup = isServer ? await makeSetupLink(db, settings, url) : null;
    return { signIn: isLocal ? await makeLink(db, url) : null, setup: setup?.hasPassword === false ? setup.link : null };
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

/** A link by which the owner sets address and password, for the first time or because the old one was lost. */
export async function makeSetupLink(db: Database, settings: Env, url: string): Promise<{ link: string; hasPassword: boolean }> {
  const masterKey = loadMasterKey({ fromEnv: settings.MILLRACE_KEY, dataDir: settings.MILLRACE_DATA });
  // With another key the link would look right and work nowhere.
  await verifyMasterKey(createPostgresKeyStore(db), masterKey);
  const { path, hasPassword } = await createSetupLink(db, masterKey);
  return { link: `${settings.MILLRACE_PUBLIC_URL?.replace(/\/$/, '') ?? url}${path}`, hasPassword };
}
