/** Statements: plan, download, reading. */
export const statements = {
  title: '对账单',
} as const;
