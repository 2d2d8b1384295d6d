import { toYuan, type Fen } from '../domain/money.ts';

/**
 * What is said aloud when money arrives. Always Chinese, whatever the language of the screen: it is for the customer and
 * the shop. Trailing zeros are left out, as people say amounts: `12.5`, `12`, `0.05`.
 */
export function spokenPaid(amount: Fen): string {
  return `收款到账 ${toYuan(amount).replace(/\.?0+$/, '')} 元`;
}
