/** Operators, the lock, approvals, limits. */
export const operators = {
  title: 'Operators',
} as const;
