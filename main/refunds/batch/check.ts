import { MAX_REASON_LENGTH, type BatchProblem } from '../../../shared/contract/refunds.ts';
import { parseYuan, type Fen } from '../../../shared/domain/money.ts';
import { balanceOf } from '../../../shared/domain/refund.ts';
import { isRefundEnded } from '../../../shared/domain/refundState.ts';
import type { RefundBatchLine } from '../../ledger/interfaces/refunds.ts';
import { isTooOld } from '../dryRun.ts';
import { newRefundCall } from '../query.ts';
import type { RefundsContext } from '../types.ts';
import type { RawLine } from './columns.ts';

/** Spreadsheets keep this many digits of a number; longer ones have been changed. */
const SAFE_DIGITS = 15;

/**
 * The dry-run report of a batch: what each line means and what stands against it, from the ledger alone. Each line gets
 * the number of its refund now, so that carrying the batch out twice makes no refund twice.
 */
export async function checkLines(
  context: RefundsContext,
  raw: readonly RawLine[],
  usualReason: string,
): Promise<RefundBatchLine[]> {
  const lines: RefundBatchLine[] = [];
  const orders = new Set<string>();
  for (const one of raw) {
    const line: RefundBatchLine = {
      line: one.line,
      orderText: one.order.text.slice(0, 128),
      amountText: one.amount.text.slice(0, 64),
      reason: one.reason === '' ? usualReason : one.reason.slice(0, MAX_REASON_LENGTH),
      paymentId: null,
      amount: null,
      number: newRefundCall(context, 'refund').requestNumber,
      problem: null,
      outcome: null,
    };
    const amount = readAmount(one.amount.text);
    if (typeof amount === 'number') line.amount = amount;
    line.problem = one.reason.length > MAX_REASON_LENGTH ? 'reasonTooLong' : await orderProblem(context, one, line);
    if (line.problem === null && typeof amount === 'string') line.problem = amount;
    if (line.paymentId !== null) {
      // Two lines of one order are a slip more often than a wish, and the second would meet the first under way.
      if (orders.has(line.paymentId)) line.problem ??= 'twice';
      orders.add(line.paymentId);
    }
    lines.push(line);
  }
  return lines;
}

/** What stands against a line as far as its order goes; fills in which payment it is. */
async function orderProblem(
  context: RefundsContext,
  { order }: RawLine,
  line: RefundBatchLine,
): Promise<BatchProblem | null> {
  if (order.text === '') return 'noOrder';
  if (order.isNumber && !(/^\d+$/.test(order.text) && order.text.length <= SAFE_DIGITS)) return 'numberCell';
  const found = await context.ledger.paymentsByNumber(context.profile().id, order.text);
  const [payment] = found;
  if (!payment) return 'unknownOrder';
  if (found.length > 1) return 'severalOrders';
  line.paymentId = payment.id;
  if (payment.state !== 'paid') return 'notPaid';
  if (isTooOld(payment, context.now())) return 'tooOld';
  const refunds = await context.ledger.refundsOf(payment.id);
  if (refunds.some(({ state }) => !isRefundEnded(state))) return 'openRefund';
  return line.amount !== null && line.amount > balanceOf(payment, refunds).refundable ? 'aboveBalance' : null;
}

function readAmount(text: string): Fen | BatchProblem {
  const read = parseYuan(text.replace(/^[¥￥]/, ''));
  if (read.ok) return read.data;
  return read.error === 'zero' || read.error === 'decimals' ? read.error : 'badAmount';
}
