import type { RefundNotification } from '../gateway/notices/notice.ts';
import { askRefund } from './query.ts';
import { recordRefundNews } from './record.ts';
import type { RefundsContext } from './types.ts';

/**
 * Takes note of a verified notification about a refund, then asks the gateway where the refund stands: the answer, which
 * is tied to number and amount, moves it (huifu-api.md §5.2, §5.6).
 *
 * @returns `false` when no refund of this merchant has that number
 */
export async function recordRefundNotice(context: RefundsContext, notice: RefundNotification): Promise<boolean> {
  const refund = await context.ledger.refund(notice.requestNumber);
  const payment = refund && (await context.ledger.payment(refund.paymentId));
  if (!refund || payment?.profileId !== context.profile().id) return false;
  const { respCode, respDesc, state: detail } = notice;
  await recordRefundNews(context, refund.id, 'noAnswer', {}, { kind: 'notice', respCode, respDesc, detail });
  // Without a key now, the poller asks in its own time.
  await askRefund(context, refund, false);
  return true;
}
