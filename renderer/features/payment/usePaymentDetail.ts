import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import { call, useEvent } from '../../app/api.ts';

/** A payment with its timeline, read anew whenever the payment changes. */
export function usePaymentDetail(id: string | null): {
  /** `null` until the first answer for this payment. */
  detail: PaymentDetail | null;
  error: ConsoleError | null;
  /** Takes the detail that an action returned. */
  take: (detail: PaymentDetail) => void;
  read: () => Promise<void>;
} {
  const [seen, setSeen] = useState<{ id: string; detail: PaymentDetail | null; error: ConsoleError | null } | null>(
    null,
  );
  /** Answers may overtake each other; only the newest question's counts. */
  const asked = useRef(0);

  const read = useCallback(async () => {
    if (id === null) return;
    asked.current += 1;
    const mine = asked.current;
    const answer = await call('payments.detail', { id });
    if (mine !== asked.current) return;
    setSeen((before) => ({
      id,
      detail: answer.ok ? answer.data : before?.id === id ? before.detail : null,
      error: answer.ok ? null : answer.error,
    }));
  }, [id]);

  useEffect(() => void read(), [read]);
  useEvent('payment.changed', (event) => {
    if (event.id === id) void read();
  });

  const take = useCallback((detail: PaymentDetail) => {
    asked.current += 1;
    setSeen({ id: detail.payment.id, detail, error: null });
  }, []);

  const current = seen?.id === id ? seen : null;
  return { detail: current?.detail ?? null, error: current?.error ?? null, take, read };
}
