import { hmac, type MasterKey } from '@/lib/crypto';

/** The secret of session cookies, derived from the master key: nothing more to configure, and no default to forget. */
export function sessionSecret(masterKey: MasterKey): string {
  return hmac(masterKey.reveal(), 'millrace session cookies v1');
}
