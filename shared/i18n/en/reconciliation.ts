/** Reconciliation: verdict, exceptions, month lock. */
export const reconciliation = {
  title: 'Reconciliation',
} as const;
