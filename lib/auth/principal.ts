import type { Permission } from '@/lib/contracts/settings';
import { userError } from '@/lib/errors/app-error';

/** Who asks, in which one workspace, and what they may do there. */
export interface Principal {
  userId: string | null;
  tokenId: string | null;
  workspaceId: string;
  role: string;
  displayName: string;
  permissions: ReadonlySet<Permission>;
}

/** Every service's first line. Throws `forbidden`. */
export function requirePermission(principal: Principal, permission: Permission): void {
  if (principal.permissions.has(permission)) return;
  throw userError('forbidden', `This needs the permission ${permission}; ask the owner of the workspace for it.`, { permission });
}

/** The principal as audit rows and runs name it: `user:<id>` or `token:<id>`. */
export function actorOf(principal: Principal): { kind: 'user' | 'token'; id: string } {
  if (principal.userId !== null) return { kind: 'user', id: principal.userId };
  // A principal is made from a member or a token; there is no third way.
  return { kind: 'token', id: principal.tokenId ?? '' };
}
