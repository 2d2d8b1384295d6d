/** Statements: plan, download, reading. */
export const statements = {
  title: 'Statements',
} as const;
