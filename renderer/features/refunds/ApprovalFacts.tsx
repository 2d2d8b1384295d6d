import type { RefundPreview, RefundedOrder } from '../../../shared/contract/refunds.ts';
import { useWords } from '../../app/words.ts';
import { Money } from '../../components/Money.tsx';
import { useReasonText } from './refundWords.ts';

/** What a second person must see of a refund besides amount and requester: the order, why it needs them, reason and fee. */
export function ApprovalFacts({
  payment,
  run,
  reason,
}: {
  payment: RefundedOrder;
  run: RefundPreview;
  reason: string | null;
}) {
  const words = useWords('refunds');
  const reasonOf = useReasonText();
  return (
    <>
      <dl>
        <dt>{words('slip.orderNumber')}</dt>
        <dd className="hc-figures">{payment.requestNumber}</dd>
        <dt>{words('dialog.reason')}</dt>
        <dd>{reason === null ? '—' : reasonOf(reason)}</dd>
        <dt>{words('dry.fee')}</dt>
        <dd>{run.returnedFee === null ? words('dry.feeUnknown') : <Money fen={run.returnedFee} currency />}</dd>
      </dl>
      <ul className="hc-dry-reasons">
        {run.reasons.map((why) => (
          <li key={why}>{words(`reasons.${why}`)}</li>
        ))}
      </ul>
    </>
  );
}
