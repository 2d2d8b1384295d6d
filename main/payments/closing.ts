import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import { instant, type Instant } from '../../shared/domain/time.ts';
import type { CallOutcome, CloseReport } from '../gateway/types.ts';
import type { CloseIntent } from '../ledger/types.ts';
import { askGateway, newCall, wordsOf } from './query.ts';
import { recordNews } from './record.ts';
import type { PaymentsContext } from './types.ts';

/** An order may be closed once it is one minute old; a second more covers the two clocks (huifu-api.md §3.7, §3.10.5). */
const CLOSE_AFTER_MS = 61_000;

export interface Closing {
  /** Notes on disk that this payment shall be closed, and closes it as soon as the gateway allows it. */
  request(payment: Payment): Promise<void>;
  /** Takes note of a payment that has come to its end by other ways: its wish is void, and money that came is said loudly. */
  noticed(payment: Payment): Promise<void>;
  /** The wish that is not fulfilled yet, if there is one. */
  pending(paymentId: string): CloseIntent | null;
  /** Takes up the wishes that an earlier run left behind. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Cancelling at the counter: the wish is on disk at once, the close goes out when the order is a minute old, and the
 * gateway is asked before and after, since the payer may be faster (huifu-api.md §3.7).
 */
export function createClosing(context: PaymentsContext, moved: (payment: Payment) => void): Closing {
  const wishes = new Map<string, { intent: CloseIntent; timer: NodeJS.Timeout | null }>();
  const running = new Set<Promise<void>>();
  let stopped = false;

  async function insert(payment: Payment, dueAt: Instant): Promise<void> {
    const intent: CloseIntent = {
      ...newCall(context, 'close'),
      paymentId: payment.id,
      state: 'scheduled',
      dueAt,
      respCode: null,
      respDesc: null,
    };
    await context.ledger.insertClose(intent);
    arm(intent);
  }

  function arm(intent: CloseIntent): void {
    if (stopped) return;
    const timer = setTimeout(() => start(intent), Math.max(0, intent.dueAt - context.now()));
    timer.unref();
    wishes.set(intent.paymentId, { intent, timer });
  }

  function start(intent: CloseIntent): void {
    const work = carryOut(intent)
      .catch((error: unknown) => {
        context.warn('close failed', { payment: intent.paymentId, error: String(error) });
        retryLater(intent);
      })
      .finally(() => running.delete(work));
    running.add(work);
  }

  /** Same wish, same number, in a while: used only where the close has certainly not been sent. */
  function retryLater(intent: CloseIntent): void {
    arm({ ...intent, dueAt: instant(context.now() + 10_000) });
  }

  async function carryOut(intent: CloseIntent): Promise<void> {
    const payment = await context.ledger.payment(intent.paymentId);
    if (!payment) return;
    const before = isEnded(payment.state) ? payment : await current(payment);
    if (!before) return retryLater(intent);
    if (isEnded(before.state)) return drop(intent, before);
    if (intent.state !== 'scheduled') return stillOpenAfterClose(intent, before);

    const gateway = await context.gateway();
    if (!gateway.ok) return retryLater(intent);
    if (!(await context.ledger.moveClose(intent.requestNumber, 'scheduled', 'unknown', null))) return;
    await recordNews(context, payment.id, 'noAnswer', {}, { kind: 'closeSent', requestNumber: intent.requestNumber });
    const outcome = await gateway.data.closeHostedPayment(intent, before);
    context.health.saw(outcome);
    await settle({ ...intent, state: 'unknown' }, before, outcome);
  }

  async function current(payment: Payment): Promise<Payment | null> {
    const answer = await askGateway(context, payment, false);
    if (!answer.ok) return null;
    const { outcome } = answer.data;
    return outcome.kind === 'accepted' || outcome.kind === 'notFound' ? answer.data.payment : null;
  }

  async function settle(intent: CloseIntent, payment: Payment, outcome: CallOutcome<CloseReport>): Promise<void> {
    const words = wordsOf(outcome);
    const event = { kind: 'closeAnswer' as const, requestNumber: intent.requestNumber, ...words };
    const answer = words.respCode ? { respCode: words.respCode, respDesc: words.respDesc ?? '' } : null;
    const close = outcome.kind === 'accepted' ? outcome.value : null;
    if (close?.state === 'closed' && close.payment !== 'paid') {
      await context.ledger.moveClose(intent.requestNumber, 'unknown', 'closed', answer);
      const after = await recordNews(context, payment.id, 'closed', { endReason: 'cancelled' }, event);
      wishes.delete(payment.id);
      return moved(after);
    }
    if (close?.state === 'processing' || outcome.kind === 'unknown') {
      if (close) await context.ledger.moveClose(intent.requestNumber, 'unknown', 'processing', answer);
      await recordNews(context, payment.id, 'noAnswer', {}, event);
      return lookAgain({ ...intent, state: close ? 'processing' : 'unknown' });
    }
    // Refused for now (never opened, too early, already final) or not sent: ask again, then wish again.
    await context.ledger.moveClose(intent.requestNumber, 'unknown', 'refused', answer);
    await recordNews(context, payment.id, 'noAnswer', {}, event);
    return wishAgain(payment);
  }

  /** Nobody knows yet whether the close was done; only the payment's own state can tell. */
  function lookAgain(intent: CloseIntent): void {
    if (stopped) return;
    const timer = setTimeout(() => start(intent), 5_000);
    timer.unref();
    wishes.set(intent.paymentId, { intent, timer });
  }

  async function stillOpenAfterClose(intent: CloseIntent, payment: Payment): Promise<void> {
    if (context.now() < intent.dueAt + CLOSE_AFTER_MS) return lookAgain(intent);
    await context.ledger.moveClose(intent.requestNumber, intent.state, 'refused', null);
    return wishAgain(payment);
  }

  async function wishAgain(payment: Payment): Promise<void> {
    wishes.delete(payment.id);
    const after = await current(payment);
    moved(after ?? payment);
    if (after && isEnded(after.state)) return;
    if (context.now() < payment.expiresAt) await insert(payment, instant(context.now() + CLOSE_AFTER_MS));
  }

  async function drop(intent: CloseIntent, payment: Payment): Promise<void> {
    wishes.delete(payment.id);
    await context.ledger.moveClose(
      intent.requestNumber,
      intent.state,
      payment.state === 'paid' ? 'refused' : 'closed',
      null,
    );
    if (payment.state === 'paid' && payment.alert === null) {
      await recordNews(
        context,
        payment.id,
        'paid',
        { alert: 'paidAfterEnd' },
        { kind: 'alert', detail: 'paidAfterEnd' },
      );
    }
    moved(payment);
  }

  return {
    async request(payment) {
      if (wishes.has(payment.id)) return;
      const dueAt = instant(Math.max(context.now(), payment.createdAt + CLOSE_AFTER_MS));
      await insert(payment, dueAt);
      await recordNews(context, payment.id, 'noAnswer', {}, { kind: 'cancelRequested' });
    },
    async noticed(payment) {
      const wish = wishes.get(payment.id);
      if (!wish || !isEnded(payment.state)) return;
      if (wish.timer) clearTimeout(wish.timer);
      await drop(wish.intent, payment);
    },
    pending: (paymentId) => wishes.get(paymentId)?.intent ?? null,
    async resume() {
      for (const intent of await context.ledger.openCloses(context.profile().id)) arm(intent);
    },
    async stop() {
      stopped = true;
      for (const { timer } of wishes.values()) if (timer) clearTimeout(timer);
      await Promise.allSettled(running);
    },
  };
}
