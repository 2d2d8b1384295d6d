/** Who may sign in at a console (product.md §1 no. 61). */
export const roles = ['owner', 'manager', 'cashier', 'bookkeeper', 'readOnly'] as const;
export type Role = (typeof roles)[number];

/**
 * What a call may need. `open` needs nobody: it must work on the lock screen and before the first run.
 * `see` is any signed-in operator; what a cashier sees is narrowed to their own till's work where rows are read.
 */
export const permissions = [
  'open',
  'see',
  'collect',
  'close',
  'refund',
  'approve',
  'shift',
  'export',
  'statements',
  'resolve',
  'audit',
  'operators',
  'profiles',
  'settings',
] as const;
export type Permission = (typeof permissions)[number];

const cashier = ['open', 'see', 'collect', 'close', 'refund', 'shift'] as const;
const readOnly = ['open', 'see'] as const;

/** What each role may do. An owner may do everything; nobody can grant more than they hold. */
export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  manager: [...cashier, 'approve', 'export', 'statements', 'resolve', 'audit', 'operators'],
  cashier,
  bookkeeper: [...readOnly, 'export', 'statements', 'resolve', 'audit'],
  readOnly,
};

export function may(role: Role, permission: Permission): boolean {
  return rolePermissions[role].includes(permission);
}
