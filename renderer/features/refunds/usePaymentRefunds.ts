import { useCallback, useEffect, useRef, useState } from 'react';
import type { PaymentRefunds } from '../../../shared/contract/refunds.ts';
import { call, useEvent } from '../../app/api.ts';

/** The refunds of one payment with what may still go back, read anew whenever one of them changes. */
export function usePaymentRefunds(paymentId: string): {
  /** `null` until the first answer, and for a colleague's payment. */
  seen: PaymentRefunds | null;
  /** Whether there was an answer, be it that nothing is theirs to see. */
  answered: boolean;
  take: (seen: PaymentRefunds) => void;
} {
  const [answered, setAnswered] = useState<{ paymentId: string; seen: PaymentRefunds | null } | null>(null);
  /** Answers may overtake each other; only the newest question's counts. */
  const asked = useRef(0);
  const read = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await call('refunds.ofPayment', { paymentId });
    const said = answer.ok || answer.error.code === 'notFound';
    if (mine === asked.current && said) setAnswered({ paymentId, seen: answer.ok ? answer.data : null });
  }, [paymentId]);
  useEffect(() => void read(), [read]);
  useEvent('refund.changed', (event) => {
    if (event.paymentId === paymentId) void read();
  });
  return {
    seen: answered?.paymentId === paymentId ? answered.seen : null,
    answered: answered?.paymentId === paymentId,
    take: (seen) => setAnswered({ paymentId, seen }),
  };
}
