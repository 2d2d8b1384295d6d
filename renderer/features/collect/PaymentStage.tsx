import { useEffect, useRef } from 'react';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { usePassed } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { possibleActions, situationOf } from '../payment/explain.ts';
import { usePaymentActions } from '../payment/usePaymentActions.ts';
import { usePaymentDetail } from '../payment/usePaymentDetail.ts';
import { CodeStage } from './CodeStage.tsx';
import { useCollect } from './collectStore.ts';
import { EndStage } from './EndStage.tsx';
import { PaidStage } from './PaidStage.tsx';
import { WaitStage } from './WaitStage.tsx';

/** One payment on the stage, followed until its end: its code, then what became of it. */
export function PaymentStage(props: { payment: Payment; focusAmount: () => void }) {
  const { detail, take } = usePaymentDetail(props.payment.id);
  const payment = detail?.payment ?? props.payment;
  const actions = usePaymentActions(payment, take);
  const expired = usePassed(payment.expiresAt);
  const closing = detail?.closing ?? null;
  const possible = possibleActions(payment, closing !== null, expired);
  const situation = situationOf(payment, closing !== null, expired);
  const learn = useCollect((s) => s.learn);

  useEffect(() => learn(payment), [learn, payment]);
  useSpokenState(payment);
  useShortcut('queryNow', () => {
    if (possible.query) void actions.query();
  });

  const shared = { payment, detail, actions, focusAmount: props.focusAmount };
  if (payment.state === 'paid') return <PaidStage {...shared} situation={situation} />;
  if (situation === 'codeUnknown' || situation === 'codeProcessing')
    return <WaitStage {...shared} possible={possible} />;
  if (possible.show) return <CodeStage {...shared} take={take} />;
  return <EndStage {...shared} situation={situation} possible={possible} />;
}

/** Has a screen reader say that the code is there, and every change but "paid", which is said wherever one is. */
function useSpokenState(payment: Payment): void {
  const words = useWords('collect');
  const states = useWords('app');
  const said = useRef<string | null>(null);
  useEffect(() => {
    const { state } = payment;
    if (said.current === state) return;
    said.current = state;
    const amount = formatYuan(payment.amount);
    if (payment.way === 'code' && state === 'processing') announce(words('stage.announcePassword', { amount }));
    else if (state === 'waiting') announce(words('stage.announceWaiting', { amount }));
    else if (state !== 'paid') announce(words('stage.announceState', { amount, state: states(`state.${state}`) }));
  }, [payment, words, states]);
}
