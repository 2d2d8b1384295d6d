/** The counter listener, the shop's own payment page, readiness. */
export const counter = {
  title: 'Payment page',
} as const;
