/** The counter listener, the shop's own payment page, readiness. */
export const counter = {
  title: '收款页',
} as const;
