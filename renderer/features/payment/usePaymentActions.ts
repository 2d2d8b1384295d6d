import { useState } from 'react';
import type { Answered, ConsoleError } from '../../../shared/contract/errors.ts';
import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { call } from '../../app/api.ts';
import { dateTime } from '../../app/times.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { cardImage } from '../../components/cardImage.ts';
import { announce } from '../../components/LiveRegion.tsx';
import type { CardText } from '../../components/QrCard.tsx';

export type PaymentAction = 'query' | 'resend' | 'cancel' | 'copyLink' | 'saveCard' | 'phone';

/** What stands on a payment's card, in the language of the screen. */
export function useCardText(payment: Payment): CardText {
  const words = useWords('payments');
  const { environment, profile } = useApp();
  return {
    title: words('card.title'),
    wallets:
      payment.way === 'hosted'
        ? words('card.wallets')
        : words('card.wallet', { wallet: words(`method.${payment.method}`) }),
    shop: profile?.name ?? '',
    amount: `¥${formatYuan(payment.amount)}`,
    note: payment.note,
    validUntil: words('card.validUntil', { time: dateTime(payment.expiresAt) }),
    number: payment.requestNumber,
    stamp: environment === 'practice' ? words('card.practice') : '',
  };
}

/**
 * What an operator can do with one payment. One action at a time; its result is announced and kept in `said`, its
 * failure in `error`, until the next one begins.
 *
 * @param take receives the payment's detail where an action returns it
 */
export function usePaymentActions(payment: Payment, take: (detail: PaymentDetail) => void) {
  const words = useWords('payments');
  const states = useWords('app');
  const card = useCardText(payment);
  const [busy, setBusy] = useState<PaymentAction | null>(null);
  const [outcome, setOutcome] = useState<{ id: string; said: string | null; error: ConsoleError | null } | null>(null);
  const { id } = payment;

  async function run<T>(action: PaymentAction, work: () => Promise<Answered<T>>, say: (data: T) => string | null) {
    if (busy) return null;
    setBusy(action);
    setOutcome(null);
    const answer = await work();
    setBusy(null);
    const said = answer.ok ? say(answer.data) : null;
    if (said) announce(said);
    const closed = !answer.ok && answer.error.code === 'cancelledDialog';
    setOutcome({ id, said, error: answer.ok || closed ? null : answer.error });
    return answer.ok ? answer.data : null;
  }

  const current = outcome?.id === id ? outcome : null;
  return {
    busy,
    said: current?.said ?? null,
    error: current?.error ?? null,
    clear: () => setOutcome(null),
    query: () =>
      run(
        'query',
        () => call('payments.queryNow', { id }),
        (detail) => {
          take(detail);
          const { state, alert } = detail.payment;
          const changed = state !== payment.state || alert !== payment.alert;
          return words(changed ? 'asked.changed' : 'asked.same', { state: states(`state.${alert ?? state}`) });
        },
      ),
    resend: () =>
      run(
        'resend',
        () => call('payments.resend', { id }),
        ({ state }) => words('asked.changed', { state: states(`state.${state}`) }),
      ),
    cancel: () =>
      run(
        'cancel',
        () => call('payments.cancel', { id }),
        (detail) => (take(detail), null),
      ),
    copyLink: () =>
      run(
        'copyLink',
        () => call('payments.copyLink', { id }),
        () => words('action.linkCopied'),
      ),
    openPhone: () =>
      run(
        'phone',
        () => call('practice.openPhone', { id }),
        () => null,
      ),
    saveCard: () =>
      run(
        'saveCard',
        async () => call('payments.saveCard', { id, png: cardImage(payment.link ?? '', card) }),
        ({ saved, path }) => (saved ? words('action.saved', { path }) : null),
      ),
  };
}

export type PaymentActions = ReturnType<typeof usePaymentActions>;
