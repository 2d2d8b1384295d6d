/** Refunds: the journal, the dry run, the batch. */
export const refunds = {
  title: '退款',
} as const;
