import type { Principal } from '@/lib/auth';
import type { AccountView } from '@/lib/contracts/account';
import type { ServiceDeps } from '@/lib/services/deps';
import { type AccountRow, readAccount } from './require-member';

/** The signed-in person's account. Throws `forbidden` for an API token. */
export async function getAccount(deps: ServiceDeps, principal: Principal): Promise<AccountView> {
  return toAccountView(await readAccount(deps.db, principal));
}

/** An account as the API tells it: never its hash. */
export function toAccountView({ display_name, email, role, password_hash }: AccountRow): AccountView {
  return { displayName: display_name, email, role, hasPassword: password_hash !== null };
}
