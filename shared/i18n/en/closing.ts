/** Closing orders, and checking whether a payment is real. */
export const closing = {
  title: 'Close orders',
} as const;
