/** Reconciliation: verdict, exceptions, month lock. */
export const reconciliation = {
  title: '对账',
} as const;
