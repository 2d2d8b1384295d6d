import { useState } from 'react';
import type { Answered, ConsoleError } from '../../../shared/contract/errors.ts';
import type { RefundDetail } from '../../../shared/contract/refunds.ts';
import { call } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { savePdf } from '../../components/Printable.tsx';
import { RefundSlip } from './RefundSlip.tsx';
import { useReasonText } from './refundWords.ts';

type Action = 'query' | 'resend' | 'handled' | 'roll80' | 'A4';

/** What an operator can do with one refund. One action at a time; its result is announced and kept in `said`. */
export function useRefundActions(id: string, detail: RefundDetail | null, take: (detail: RefundDetail) => void) {
  const words = useWords('refunds');
  const states = useWords('app');
  const reasonOf = useReasonText();
  const { profile, environment } = useApp();
  const [busy, setBusy] = useState<Action | null>(null);
  const [outcome, setOutcome] = useState<{ id: string; said: string | null; error: ConsoleError | null } | null>(null);

  async function run<T>(action: Action, work: () => Promise<Answered<T>>, say: (data: T) => string | null) {
    if (busy) return;
    setBusy(action);
    setOutcome(null);
    const answer = await work();
    setBusy(null);
    const said = answer.ok ? say(answer.data) : null;
    if (said) announce(said);
    const closed = !answer.ok && answer.error.code === 'cancelledDialog';
    setOutcome({ id, said, error: answer.ok || closed ? null : answer.error });
  }

  const learnt = (next: RefundDetail) => {
    take(next);
    const changed = next.refund.state !== detail?.refund.state;
    const state = states(`state.${next.refund.alert ?? next.refund.state}`);
    return words(changed ? 'asked.changed' : 'asked.same', { state });
  };
  const current = outcome?.id === id ? outcome : null;
  return {
    busy,
    said: current?.said ?? null,
    error: current?.error ?? null,
    clear: () => setOutcome(null),
    query: () => run('query', () => call('refunds.queryNow', { id }), learnt),
    resend: () => run('resend', () => call('refunds.resend', { id }), learnt),
    handled: () =>
      run(
        'handled',
        () => call('refunds.handled', { id }),
        (next) => (take(next), null),
      ),
    slip: (paper: 'roll80' | 'A4') =>
      run(
        paper,
        async () => {
          const { refund } = detail!;
          const order = await call('payments.detail', { id: refund.paymentId });
          if (!order.ok) return order;
          const sheet = (
            <RefundSlip
              refund={refund}
              payment={order.data.payment}
              shop={profile?.name ?? ''}
              practice={environment === 'practice'}
              words={words}
              state={states(`state.${refund.state}`)}
              reason={reasonOf(refund.reason)}
            />
          );
          return savePdf(sheet, `${words('slip.title')}-${refund.id}`, paper);
        },
        ({ saved, path }) => (saved ? words('slip.saved', { path }) : null),
      ),
  };
}

export type RefundActions = ReturnType<typeof useRefundActions>;
