import { useEffect, useRef, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { RefundPreview, RefundSettings } from '../../../shared/contract/refunds.ts';
import { parseYuan, toYuan, type Fen } from '../../../shared/domain/money.ts';
import type { Refund } from '../../../shared/domain/refund.ts';
import { TAIL_LENGTH } from '../../../shared/domain/refundLadder.ts';
import { call } from '../../app/api.ts';

/**
 * What is filled in to refund one payment, with the dry run that follows every change. The number, and what was typed,
 * are the main process's: a reload of the window finds them again, and confirming twice is one refund.
 */
export function useRefundForm(paymentId: string, onRefund: (refund: Refund) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [tail, setTail] = useState('');
  const [run, setRun] = useState<RefundPreview | null>(null);
  const [settings, setSettings] = useState<RefundSettings | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);
  const [busy, setBusy] = useState(false);
  const [approval, setApproval] = useState<{ id: string; of: string } | null>(null);
  const asked = useRef(0);
  const sending = useRef(false);

  const reading = typed === null ? null : parseYuan(typed);
  const amount: Fen | null = reading === null ? (run?.amount ?? null) : reading.ok ? reading.data : null;
  const binding = run && amount !== null ? `${run.number}/${amount}` : '';

  async function prepare(wish: { amount?: Fen; reason?: string }): Promise<void> {
    asked.current += 1;
    const mine = asked.current;
    const answer = await call('refunds.prepare', { paymentId, ...wish });
    if (mine !== asked.current) return;
    if (!answer.ok) return setError(answer.error);
    setRun(answer.data);
    // What was typed before a reload; an amount stays as it was typed.
    setTyped((before) => before ?? toYuan(answer.data.amount));
    setReason((before) => before ?? (answer.data.reason || null));
  }

  useEffect(() => {
    void prepare({});
    void call('refunds.settings').then((answer) => answer.ok && setSettings(answer.data));
    // oxlint-disable-next-line react/exhaustive-deps -- once for each payment; the dialog is a new one for each
  }, [paymentId]);

  const balance = run?.balance.refundable ?? null;
  const above = amount !== null && balance !== null && amount > balance;
  const approvalId = approval?.of === binding ? approval.id : null;
  const ready =
    run !== null &&
    amount === run.amount &&
    amount > 0 &&
    !above &&
    reason !== null &&
    tail.replace(/\s/g, '').length >= TAIL_LENGTH &&
    (!run.secondPerson || approvalId !== null);

  async function confirm(): Promise<void> {
    if (!ready || !run || sending.current || reason === null || amount === null) return;
    sending.current = true;
    setBusy(true);
    setError(null);
    const answer = await call('refunds.request', { paymentId, number: run.number, amount, reason, tail, approvalId });
    sending.current = false;
    setBusy(false);
    if (answer.ok) return onRefund(answer.data);
    setError(answer.error);
    void prepare({});
  }

  return {
    run,
    settings,
    typed: typed ?? '',
    reading,
    amount,
    above,
    reason,
    tail,
    error,
    busy,
    ready,
    approved: approvalId !== null,
    typeAmount: (text: string) => {
      setTyped(text);
      const next = parseYuan(text);
      if (next.ok) void prepare({ amount: next.data });
    },
    chooseReason: (next: string) => {
      setReason(next);
      void prepare({ reason: next, ...(amount === null ? {} : { amount }) });
    },
    typeTail: setTail,
    approve: (id: string) => setApproval({ id, of: binding }),
    clearError: () => setError(null),
    failed: setError,
    prepare,
    confirm,
  };
}

export type RefundForm = ReturnType<typeof useRefundForm>;
