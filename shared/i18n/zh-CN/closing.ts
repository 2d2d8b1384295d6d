/** Closing orders, and checking whether a payment is real. */
export const closing = {
  title: '关单',
} as const;
