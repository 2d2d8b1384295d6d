import { textOf, type AnswerFields } from './fields.ts';
import type { StateLetter } from './outcome.ts';
import type { PaymentReport } from './types.ts';

export type ReportNews = PaymentReport['news'];

/** The state in the named field; `null` when it is absent or unknown. `I`, "initial", is on its way like `P`. */
export function stateLetter(fields: AnswerFields, name: string): StateLetter | null {
  const letter = textOf(fields, name).toUpperCase();
  if (letter === 'I') return 'P';
  return letter === 'S' || letter === 'P' || letter === 'F' ? letter : null;
}

/**
 * Where a payment stands by `trans_stat`, with hosting's `order_stat` and `close_stat` (huifu-api.md §3.2.2, §3.10.2).
 * `trans_stat` leads; `order_stat` speaks only where it is missing, and 3 and 6 (refunded) mean that it was paid.
 *
 * @param pending what P means when nobody says whether the payer has begun
 * @returns `null` when the fields contradict each other about money
 */
export function newsOf(fields: AnswerFields, pending: 'unpaid' | 'processing'): ReportNews | null {
  const ordered = orderLetter(fields);
  const state = stateLetter(fields, 'trans_stat') ?? ordered;
  if ((state === 'S' && ordered === 'F') || (state === 'F' && ordered === 'S')) return null;
  if (state === 'S') return 'paid';
  if (stateLetter(fields, 'close_stat') === 'S') return 'closed';
  if (state === 'F') return says(fields, closedWords) && !says(fields, ['付款码']) ? 'closed' : 'failed';
  if (says(fields, unpaidWords)) return 'unpaid';
  if (says(fields, payingWords) || textOf(fields, 'password_trade') === 'Y' || orderStat(fields) === '4')
    return 'processing';
  return state === null ? 'unpaid' : pending;
}

/** State by `order_stat` (huifu-api.md §3.2.2); for telling whether an answer carries any state at all. */
export function orderLetter(fields: AnswerFields): StateLetter | null {
  return ({ '1': 'S', '3': 'S', '6': 'S', '2': 'P', '4': 'P', '5': 'F' } as const)[orderStat(fields)] ?? null;
}

function orderStat(fields: AnswerFields): string {
  return textOf(fields, 'order_stat');
}

/** Words of the channels, seen in production (huifu-api.md §3.6.2); they refine P and F, never contradict them. */
const unpaidWords = ['NOTPAY', '未支付', '待支付', 'WAIT_BUYER_PAY'];
const payingWords = ['USERPAYING', '用户支付中', '输入密码'];
const closedWords = [
  'CLOSED',
  'REVOKED',
  '已关单',
  '已关闭',
  '订单关闭',
  '交易关闭',
  '已撤销',
  '已过期',
  '超时未支付',
  '订单已超时',
];

function says(fields: AnswerFields, words: readonly string[]): boolean {
  const text = ['bank_code', 'bank_desc', 'bank_message', 'resp_desc', 'sub_resp_desc']
    .map((name) => textOf(fields, name))
    .join('\n');
  return words.some((word) => text.includes(word));
}
