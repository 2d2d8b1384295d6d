import { CLOSE_AFTER_MS, closableFrom } from '../../shared/domain/closing.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import { instant } from '../../shared/domain/time.ts';
import { adviceFor } from '../gateway/advice.ts';
import type { CallOutcome, CloseReport } from '../gateway/types.ts';
import type { CloseIntent } from '../ledger/types.ts';
import { gatewayCallsFor } from './endpointsOf.ts';
import { askGateway, newCall, wordsOf } from './query.ts';
import { recordNews } from './record.ts';
import type { PaymentsContext } from './types.ts';

/** Until a close whose result nobody knows is asked after again (huifu-api.md §3.7: close query every 5 s). */
const LOOK_AGAIN_MS = 5_000;

/** Until something is tried again that the keychain, the ledger or the gateway did not allow just now. */
const RETRY_MS = 10_000;

export interface Closing {
  /** Notes on disk that this payment shall be closed, and closes it as soon as the gateway allows it. */
  request(payment: Payment): Promise<void>;
  /** Takes note of a payment that has come to its end by other ways: its wish is void, and money that came is said loudly. */
  noticed(payment: Payment): void;
  /** The wish that is not fulfilled yet, if there is one. */
  pending(paymentId: string): CloseIntent | null;
  /** Resolves when the payment's wish is fulfilled or given up; at once when there is none. */
  done(paymentId: string): Promise<void>;
  /** Takes up the wishes that an earlier run left behind. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

type CloseAnswer = { respCode: string; respDesc: string };

interface Wish {
  intent: CloseIntent;
  /** `null` while it is being carried out, which then takes note of everything by itself. */
  timer: NodeJS.Timeout | null;
}

/**
 * Cancelling at the counter: the wish is on disk at once, the close goes out when the order is a minute old, and the
 * gateway is asked before and after, since the payer may be faster (huifu-api.md §3.7).
 */
export function createClosing(context: PaymentsContext, moved: (payment: Payment) => void): Closing {
  const { ledger } = context;
  const wishes = new Map<string, Wish>();
  const running = new Set<Promise<void>>();
  const waiters = new Map<string, (() => void)[]>();
  let stopped = false;

  /** The wish is fulfilled, or given up. */
  function forget(paymentId: string): void {
    wishes.delete(paymentId);
    for (const resolve of waiters.get(paymentId) ?? []) resolve();
    waiters.delete(paymentId);
  }

  function newIntent(payment: Payment, dueAt: number): CloseIntent {
    const call = newCall(context, 'close');
    return {
      ...call,
      paymentId: payment.id,
      state: 'scheduled',
      dueAt: instant(dueAt),
      respCode: null,
      respDesc: null,
    };
  }

  /** A wish never waits longer than the rule asks for, however the PC's clock was turned meanwhile. */
  function wait(intent: CloseIntent, ms: number): void {
    if (stopped) return;
    const delay = Math.min(Math.max(0, ms), CLOSE_AFTER_MS);
    const timer = setTimeout(() => start(intent.paymentId), delay);
    timer.unref();
    wishes.set(intent.paymentId, { intent, timer });
  }

  const arm = (intent: CloseIntent) => wait(intent, intent.dueAt - context.now());

  function start(paymentId: string): void {
    const wish = wishes.get(paymentId);
    if (!wish?.timer || stopped) return;
    clearTimeout(wish.timer);
    wish.timer = null;
    const work = carryOut(wish)
      .catch((error: unknown) => {
        context.warn('close failed', { payment: paymentId, error: String(error) });
        if (wishes.get(paymentId) === wish) wait(wish.intent, RETRY_MS);
      })
      .finally(() => running.delete(work));
    running.add(work);
  }

  async function carryOut(wish: Wish): Promise<void> {
    const { intent } = wish;
    const payment = await ledger.payment(intent.paymentId);
    if (!payment) throw new Error(`payment ${intent.paymentId} is not in the ledger`);
    if (isEnded(payment.state)) return drop(wish, payment);
    const held = Math.max(context.pace.heldFor(), context.keys.heldFor());
    if (held > 0) return wait(intent, held);
    const before = await current(payment);
    if (!before) return wait(intent, RETRY_MS);
    if (isEnded(before.state)) return drop(wish, before);
    if (intent.state !== 'scheduled') return askAfterClose(wish, before);

    const gateway = await context.gateway();
    if (!gateway.ok) return wait(intent, RETRY_MS);
    await move(wish, 'unknown', null);
    await recordNews(context, payment.id, 'noAnswer', {}, { kind: 'closeSent', requestNumber: intent.requestNumber });
    const outcome = await gatewayCallsFor(before.way).close(gateway.data, intent, before);
    context.saw(outcome);
    await settle(wish, before, outcome);
  }

  /** Where the gateway says that the payment stands; `null` when it does not say. */
  async function current(payment: Payment): Promise<Payment | null> {
    const answer = await askGateway(context, payment, false);
    if (!answer.ok) return null;
    const { outcome } = answer.data;
    return outcome.kind === 'accepted' || outcome.kind === 'notFound' ? answer.data.payment : null;
  }

  async function settle(wish: Wish, payment: Payment, outcome: CallOutcome<CloseReport>): Promise<void> {
    const words = wordsOf(outcome);
    const event = { kind: 'closeAnswer' as const, requestNumber: wish.intent.requestNumber, ...words };
    const answer: CloseAnswer | null = words.respCode
      ? { respCode: words.respCode, respDesc: words.respDesc ?? '' }
      : null;
    const close = outcome.kind === 'accepted' ? outcome.value : null;
    if (close?.state === 'closed' && close.payment !== 'paid' && close.payment !== 'processing') {
      const after = await recordNews(context, payment.id, 'closed', { endReason: 'cancelled' }, event);
      await move(wish, 'closed', answer);
      forget(payment.id);
      return moved((await current(after)) ?? after);
    }
    if (close?.state === 'processing' || (close?.state === 'closed' && close.payment === 'processing')) {
      await move(wish, 'processing', answer);
      await recordNews(context, payment.id, 'noAnswer', {}, event);
      return wait(wish.intent, LOOK_AGAIN_MS);
    }
    await recordNews(context, payment.id, 'noAnswer', {}, event);
    if (answer && hasNoClose(answer)) {
      // UnionPay and e-CNY: the order runs on until it expires, and is followed like any other (huifu-api.md §3.7).
      await move(wish, 'refused', answer);
      forget(payment.id);
      return moved(payment);
    }
    // Nobody knows yet whether the close was done; only the payment's own state can tell.
    if (outcome.kind === 'unknown') return wait(wish.intent, LOOK_AGAIN_MS);
    // Refused for now (never opened, too early, already final) or not sent.
    return wishAgain(wish, payment, answer);
  }

  /** A close was sent, and the order still seems open: what became of the close itself (close query; huifu-api.md §3.7)? */
  async function askAfterClose(wish: Wish, payment: Payment): Promise<void> {
    const gateway = await context.gateway();
    if (!gateway.ok) return wait(wish.intent, RETRY_MS);
    await context.pace.turn(payment.id);
    const outcome = await gatewayCallsFor(payment.way).closeQuery(gateway.data, newCall(context, 'query'), payment);
    context.saw(outcome);
    const known = outcome.kind === 'accepted' && outcome.value.state !== 'none';
    return known ? settle(wish, payment, outcome) : stillOpenAfterClose(wish, payment);
  }

  async function stillOpenAfterClose(wish: Wish, payment: Payment): Promise<void> {
    if (context.now() < wish.intent.dueAt + CLOSE_AFTER_MS) return wait(wish.intent, LOOK_AGAIN_MS);
    return wishAgain(wish, payment, null);
  }

  /** This close came to nothing: a new one, on disk before the old one is given up, and asks where the payment stands. */
  async function wishAgain(wish: Wish, payment: Payment, answer: CloseAnswer | null): Promise<void> {
    const next = context.now() < payment.expiresAt ? newIntent(payment, context.now() + CLOSE_AFTER_MS) : null;
    if (next) await ledger.insertClose(next);
    await move(wish, 'refused', answer);
    if (next) arm(next);
    else forget(payment.id);
    moved((await current(payment)) ?? payment);
  }

  /** A wish whose payment has ended. That money came is noted before the wish is forgotten. */
  async function drop(wish: Wish, payment: Payment): Promise<void> {
    const paid = payment.state === 'paid';
    if (paid && payment.alert === null) {
      const event = { kind: 'alert' as const, detail: 'paidAfterEnd' };
      await recordNews(context, payment.id, 'paid', { alert: 'paidAfterEnd' }, event);
    }
    await move(wish, paid ? 'refused' : 'closed', null);
    forget(payment.id);
    moved(payment);
  }

  /** Writes where the close stands. A write that found it elsewhere was made before, by a call whose answer got lost. */
  async function move(wish: Wish, to: CloseIntent['state'], answer: CloseAnswer | null): Promise<void> {
    await ledger.moveClose(wish.intent.requestNumber, wish.intent.state, to, answer);
    wish.intent = { ...wish.intent, state: to };
  }

  function noticed(payment: Payment): void {
    if (isEnded(payment.state)) start(payment.id);
  }

  return {
    async request(payment) {
      if (wishes.has(payment.id)) return;
      const intent = newIntent(payment, Math.max(context.now(), closableFrom(payment)));
      // Known before it is written, so that a second press finds it.
      wishes.set(payment.id, { intent, timer: null });
      try {
        await context.audit.record({
          act: 'payment.closeRequested',
          subject: payment.id,
          after: { amount: payment.amount, way: payment.way, close: intent.requestNumber },
        });
        await ledger.insertClose(intent);
      } catch (error) {
        forget(payment.id);
        throw error;
      }
      arm(intent);
      const now = await recordNews(context, payment.id, 'noAnswer', {}, { kind: 'cancelRequested' });
      noticed(now);
    },
    noticed,
    pending: (paymentId) => wishes.get(paymentId)?.intent ?? null,
    done: (paymentId) =>
      new Promise((resolve) => {
        if (!wishes.has(paymentId)) resolve();
        else waiters.set(paymentId, [...(waiters.get(paymentId) ?? []), resolve]);
      }),
    async resume() {
      for (const intent of await ledger.openCloses(context.profile().id)) {
        const older = wishes.get(intent.paymentId);
        // A run that ended between two closes has left both.
        if (older) await ledger.moveClose(older.intent.requestNumber, older.intent.state, 'refused', null);
        if (older?.timer) clearTimeout(older.timer);
        arm(intent);
      }
    },
    async stop() {
      stopped = true;
      for (const { timer } of wishes.values()) if (timer) clearTimeout(timer);
      await Promise.allSettled(running);
    },
  };
}

/** The gateway says that there is no close for such an order. */
function hasNoClose({ respCode, respDesc }: CloseAnswer): boolean {
  const advice = adviceFor(respCode, respDesc);
  return advice === 'cannotClose' || advice === 'unsupported';
}
