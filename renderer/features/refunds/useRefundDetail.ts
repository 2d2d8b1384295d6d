import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { RefundDetail } from '../../../shared/contract/refunds.ts';
import { call, useEvent } from '../../app/api.ts';

/** A refund with its timeline, read anew whenever it changes. */
export function useRefundDetail(id: string | null): {
  /** `null` until the first answer for this refund. */
  detail: RefundDetail | null;
  error: ConsoleError | null;
  take: (detail: RefundDetail) => void;
  read: () => Promise<void>;
} {
  const [seen, setSeen] = useState<{ id: string; detail: RefundDetail | null; error: ConsoleError | null } | null>(
    null,
  );
  /** Answers may overtake each other; only the newest question's counts. */
  const asked = useRef(0);
  const read = useCallback(async () => {
    if (id === null) return;
    asked.current += 1;
    const mine = asked.current;
    const answer = await call('refunds.detail', { id });
    if (mine !== asked.current) return;
    setSeen((before) => ({
      id,
      detail: answer.ok ? answer.data : before?.id === id ? before.detail : null,
      error: answer.ok ? null : answer.error,
    }));
  }, [id]);
  useEffect(() => void read(), [read]);
  useEvent('refund.changed', (event) => {
    if (event.id === id) void read();
  });
  const current = seen?.id === id ? seen : null;
  return {
    detail: current?.detail ?? null,
    error: current?.error ?? null,
    take: (detail) => {
      asked.current += 1;
      setSeen({ id: detail.refund.id, detail, error: null });
    },
    read,
  };
}
