import { PERMISSIONS, type Permission } from '@/lib/contracts/settings';

/** Roles of a workspace, the mightiest first. */
export const ROLES = ['owner', 'admin', 'editor', 'operator', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const VIEWER: Permission[] = ['flow:read', 'run:read', 'usage:read'];
const OPERATOR: Permission[] = [...VIEWER, 'run:start', 'run:cancel', 'approval:decide'];
const EDITOR: Permission[] = [...OPERATOR, 'flow:edit', 'flow:publish', 'flow:delete', 'credential:use'];

const PERMISSIONS_OF: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  editor: EDITOR,
  operator: OPERATOR,
  viewer: VIEWER,
};

/** What a role may do; nothing for a role that is not known. */
export function permissionsOf(role: string): ReadonlySet<Permission> {
  const known = ROLES.find((candidate) => candidate === role);
  return new Set(known ? PERMISSIONS_OF[known] : []);
}
