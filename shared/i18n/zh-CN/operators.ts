/** Operators, the lock, approvals, limits. */
export const operators = {
  title: '操作员',
} as const;
