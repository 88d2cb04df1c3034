import { openBytes, sealBytes } from './envelope';
import type { KeyStore } from './key-store';
import { invalidKey, type MasterKey } from './master-key';

const CHECK_TEXT = 'millrace master key check';
const CHECK_PLACE = 'master_key_check';

/** Holds the master key against the database's check value, made at the first boot. Throws `master_key_invalid`: the start must stop. */
export async function verifyMasterKey(store: KeyStore, masterKey: MasterKey): Promise<void> {
  const proposed = sealBytes(masterKey.reveal(), Buffer.from(CHECK_TEXT), CHECK_PLACE);
  const sealed = await store.checkValue(proposed);
  const opened = openBytes(masterKey.reveal(), sealed, CHECK_PLACE);
  if (opened?.toString() === CHECK_TEXT) return;
  throw invalidKey(
    "This master key is not the one the database was sealed with; put the old MILLRACE_KEY, or the old data folder's master.key, back.",
  );
}
