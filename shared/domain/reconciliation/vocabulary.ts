import type { EntryStatus } from './outcome.ts';

/** Words for kinds and statuses that Huifu's vocabulary uses. A word that is not here is not guessed at. */
export const kindWords: Readonly<Record<string, 'payment' | 'refund'>> = {
  消费: 'payment',
  支付: 'payment',
  收款: 'payment',
  交易: 'payment',
  付款: 'payment',
  正扫: 'payment',
  反扫: 'payment',
  PAYMENT: 'payment',
  退款: 'refund',
  退货: 'refund',
  交易退款: 'refund',
  撤销: 'refund',
  消费撤销: 'refund',
  TRANS_REFUND: 'refund',
  REFUND: 'refund',
};

export const statusWords: Readonly<Record<string, EntryStatus>> = {
  成功: 'paid',
  交易成功: 'paid',
  支付成功: 'paid',
  退款成功: 'refunded',
  结算成功: 'paid',
  已结算: 'paid',
  S: 'paid',
  SUCCESS: 'paid',
  处理中: 'processing',
  待支付: 'processing',
  退款中: 'processing',
  P: 'processing',
  PROCESSING: 'processing',
  失败: 'failed',
  交易失败: 'failed',
  F: 'failed',
  FAIL: 'failed',
  FAILED: 'failed',
  已关闭: 'closed',
  关闭: 'closed',
  已关单: 'closed',
  CLOSED: 'closed',
};

/** What a word means, as it stands or in capitals; `undefined` when nobody has said. */
export function meaningOf<T>(words: Readonly<Record<string, T>>, word: string): T | undefined {
  return words[word] ?? words[word.toUpperCase()];
}
