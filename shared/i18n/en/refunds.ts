/** Refunds: the journal, the dry run, the batch. */
export const refunds = {
  title: 'Refunds',
} as const;
