import type { ConsoleEvents } from '../../shared/contract/channels.ts';
import type { RealAnswer } from '../../shared/contract/closing.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { PaymentDetail } from '../../shared/contract/payments.ts';
import { cannotBeClosed } from '../../shared/domain/closing.ts';
import type { Fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import { ok } from '../../shared/domain/result.ts';
import type { WayChoice } from '../../shared/domain/way.ts';
import { instant } from '../../shared/domain/time.ts';
import { adviceFor } from '../gateway/advice.ts';
import { RETRY_AFTER_MS } from '../gateway/outcome.ts';
import type { CallOutcome, PaymentGateway } from '../gateway/types.ts';
import { failure } from '../log/failure.ts';
import { createCatchUp, type CatchUp } from './catchUp.ts';
import { createClockGuard } from './clock.ts';
import { createCloses, standingOf, type Closes } from './closes.ts';
import { createClosing } from './closing.ts';
import { createCollecting } from './collect.ts';
import { adoptFromStatement, learnFromStatement, type StatementWord } from './fromStatement.ts';
import { createPace, wantsQuiet } from './pace.ts';
import { createHints, recordNotice, type PaymentNotice } from './notices.ts';
import { failedAsking } from './failedAsking.ts';
import { createKeyPause } from './keyPause.ts';
import { createPoller } from './poller.ts';
import { askGateway } from './query.ts';
import { createRealCheck } from './realPayment.ts';
import { recordNews } from './record.ts';
import type { PaymentsContext, PaymentsNeeds } from './types.ts';
import type { PayerOrder } from './ways/page.ts';
import { createWayStore, type WayStore } from './ways/settings.ts';

/** How long until an intent whose sending could not be noted is tried to be ended again. */
const UNSENT_RETRY_MS = 5_000;

/** A restart asks again for the booking of what was paid this lately, among what was made this lately. */
const UNBOOKED_PAID_MS = 3_600_000;
const UNBOOKED_MADE_MS = 24 * 3_600_000;

/** How many attempts at the counter are remembered, so that a repeated Enter finds its own payment. */
const ATTEMPTS_KEPT = 100;

/** Everything that can be done with one merchant's payments. */
export interface PaymentsRoom {
  /** Takes up what an earlier run left open: payments, closes, intents that never left the machine. */
  resume(): Promise<void>;
  /** One payment per `attemptId`, however often it is asked for. */
  collect(
    attemptId: string,
    amount: Fen,
    note: string,
    how?: { choice?: WayChoice | undefined; minutes?: number | undefined },
  ): Promise<Answered<Payment>>;
  /** Charges the customer's payment code, once; one payment per `attemptId` here too. */
  chargeCode(attemptId: string, amount: Fen, note: string, code: string): Promise<Answered<Payment>>;
  /** Takes a payment for a payer's own phone; here too one per `attemptId`. */
  serve(attemptId: string, amount: Fen, note: string, order: PayerOrder): Promise<Answered<Payment>>;
  /** How this merchant collects. */
  readonly ways: WayStore;
  detail(id: string): Promise<Answered<PaymentDetail>>;
  open(): Promise<Payment[]>;
  queryNow(id: string): Promise<Answered<PaymentDetail>>;
  resend(id: string): Promise<Answered<Payment>>;
  cancel(id: string): Promise<Answered<PaymentDetail>>;
  /** Closing as a view of its own. */
  closes: Closes;
  catchUp: CatchUp;
  /** “Is this payment real?”, by any number on the customer's phone. */
  checkReal(text: string): Promise<Answered<RealAnswer>>;
  /** Fails where a new request of today would get another day at the gateway. */
  checkClock(): Promise<Answered<null>>;
  /** Follows a payment that was made elsewhere in this console to its end. */
  follow(payment: Payment): void;
  /** The keychain may have been unlocked: what waits for a key need not wait any longer. */
  keysChanged(): void;
  /** Notes in the timeline that the link was handed out, and returns it. */
  linkToCopy(id: string): Promise<Answered<string>>;
  /** Records what a verified notification says; see {@link recordNotice}. The payment must be on record. */
  noticed(id: string, notice: PaymentNotice, again: boolean): Promise<boolean>;
  /** Somebody says that this payment changed: it is asked for soon. */
  hinted(id: string): void;
  /** What a line of a statement says about a payment that is behind, or that is not in the ledger; see `fromStatement.ts`. */
  learnFromStatement(id: string, word: StatementWord, trust: boolean): Promise<Answered<Payment>>;
  adoptFromStatement(word: StatementWord): Promise<Answered<Payment>>;
  stop(): Promise<void>;
}

/**
 * Makes the room for one profile. Nothing is asked of the gateway before {@link PaymentsRoom.resume}.
 *
 * @param pace the merchant's limits on queries, shared with the other rooms that ask
 */
export function createPaymentsRoom(given: PaymentsNeeds, pace = createPace()): PaymentsRoom {
  const attempts = new Map<string, Promise<Answered<Payment>>>();
  const ways = createWayStore(given.ledger, () => given.profile().id);
  const keys = createKeyPause();
  const clock = createClockGuard(given);
  const context: PaymentsContext = {
    ...given,
    emit: passOn,
    gateway,
    pace,
    keys,
    clock,
    saw,
    ways,
    codeSent: new Map(),
  };
  const collector = createCollecting(context);
  const closing = createClosing(context, (payment) => poller.follow(payment));
  const poller = createPoller(context);
  const closes = createCloses(context, closing);
  const catchUp = createCatchUp(context, poller);
  const hints = createHints(context);
  const collecting = new Set<Promise<unknown>>();
  let unsentTimer: NodeJS.Timeout | null = null;
  let stopped = false;

  async function gateway(): Promise<Answered<PaymentGateway>> {
    const answer = await given.gateway();
    if (!answer.ok) keys.failed();
    else keysChanged();
    return answer;
  }

  function keysChanged(): void {
    if (keys.over()) poller.wake();
  }

  function saw(outcome: CallOutcome<unknown>): void {
    const wasDown = given.health.isDown();
    given.health.saw(outcome);
    clock.saw(outcome);
    if (wasDown && !given.health.isDown() && !stopped) {
      catchUp.backAgain().catch((error: unknown) => given.warn('no catch-up', { error: String(error) }));
    }
    if (wantsQuiet(outcome)) pace.hold(RETRY_AFTER_MS);
  }

  /** Every change goes to the window, to the poller, and to a close that may have become void. */
  function passOn(event: ConsoleEvents['payment.changed']): void {
    given.emit(event);
    if (event.state === event.previous) return;
    void given.ledger
      .payment(event.id)
      .then((payment) => {
        if (!payment) return;
        if (isEnded(payment.state)) context.codeSent.delete(payment.id);
        poller.follow(payment);
        closing.noticed(payment);
      })
      .catch((error: unknown) => given.warn('follow-up failed', { payment: event.id, error: String(error) }));
  }

  /**
   * Ends intents that never left the machine: the process ended, or the ledger took no more writes, before the sending
   * was noted (`sending` is written first). While a payment is being made, its intent is none of these; it is tried again later.
   */
  async function endUnsent(): Promise<void> {
    try {
      if (collecting.size > 0) return endUnsentLater();
      for (const { id, state } of await given.ledger.openPayments(given.profile().id)) {
        if (state !== 'created') continue;
        await recordNews(context, id, 'failed', { endReason: 'notSent' }, { kind: 'answer', detail: 'notSent' });
      }
    } catch (error) {
      given.warn('an intent could not be ended', { error: String(error) });
      endUnsentLater();
    }
  }

  function endUnsentLater(): void {
    if (stopped) return;
    if (unsentTimer) clearTimeout(unsentTimer);
    unsentTimer = setTimeout(() => void endUnsent(), UNSENT_RETRY_MS).unref();
  }

  /** However often an attempt is asked for, it is one payment. */
  function once(attemptId: string, begin: () => Promise<Answered<Payment>>): Promise<Answered<Payment>> {
    const running = attempts.get(attemptId);
    if (running) return running;
    const attempt = begin();
    attempts.set(attemptId, attempt);
    collecting.add(attempt);
    attempt.catch(endUnsentLater).finally(() => collecting.delete(attempt));
    if (attempts.size > ATTEMPTS_KEPT) attempts.delete(attempts.keys().next().value!);
    return attempt;
  }

  async function find(id: string): Promise<Answered<Payment>> {
    const payment = await given.ledger.payment(id, given.scope());
    return payment && payment.profileId === given.profile().id ? ok(payment) : failure('notFound');
  }

  async function detail(id: string): Promise<Answered<PaymentDetail>> {
    const found = await find(id);
    if (!found.ok) return found;
    const payment = found.data;
    const wish = closing.pending(id);
    return ok({
      payment,
      events: await given.ledger.paymentEvents(id),
      nextQueryAt: poller.nextAt(id),
      advice:
        payment.state === 'failed' && payment.failureCode
          ? adviceFor(payment.failureCode, payment.failureText ?? '')
          : null,
      closing: wish && standingOf(wish),
    });
  }

  return {
    async resume() {
      await endUnsent();
      for (const payment of await given.ledger.openPayments(given.profile().id)) {
        if (payment.state !== 'created') poller.follow(payment);
      }
      const since = instant(given.now() - UNBOOKED_MADE_MS);
      for (const payment of await given.ledger.unbookedPayments(given.profile().id, since)) {
        if ((payment.endedAt ?? 0) >= given.now() - UNBOOKED_PAID_MS) poller.follow(payment);
      }
      await closing.resume();
    },

    ways,
    collect: (attemptId, amount, note, how = {}) =>
      once(attemptId, () => collector.collect({ amount, note, minutes: how.minutes }, how.choice)),
    chargeCode: (attemptId, amount, note, code) => once(attemptId, () => collector.charge({ amount, note }, code)),
    serve: (attemptId, amount, note, order) => once(attemptId, () => collector.serve({ amount, note }, order)),

    detail,
    open: () => given.ledger.openPayments(given.profile().id, given.scope()),

    async queryNow(id) {
      const found = await find(id);
      if (!found.ok) return found;
      const answer = await askGateway(context, found.data, true);
      if (!answer.ok) return answer;
      const { outcome } = answer.data;
      if (outcome.kind === 'accepted' || outcome.kind === 'notFound') return detail(id);
      return failedAsking(outcome, found.data.requestNumber);
    },

    async resend(id) {
      const found = await find(id);
      if (!found.ok) return found;
      return collector.resend(id);
    },

    async cancel(id) {
      const found = await find(id);
      if (!found.ok) return found;
      if (isEnded(found.data.state)) return failure('stateChanged');
      if (cannotBeClosed(found.data)) return failure('cannotClose');
      await closing.request(found.data);
      return detail(id);
    },

    async linkToCopy(id) {
      const found = await find(id);
      if (!found.ok) return found;
      const { link } = found.data;
      if (link === null || isEnded(found.data.state)) return failure('stateChanged');
      await recordNews(context, id, 'noAnswer', {}, { kind: 'linkCopied' });
      return ok(link);
    },

    async noticed(id, notice, again) {
      const payment = await given.ledger.payment(id);
      return payment !== null && recordNotice(context, payment, notice, again);
    },

    hinted: hints.ask,
    closes,
    catchUp,
    checkReal: createRealCheck(context),
    async checkClock() {
      const found = await gateway();
      return found.ok ? clock.check(found.data) : found;
    },
    keysChanged,
    follow: poller.follow,
    async learnFromStatement(id, word, trust) {
      const found = await find(id);
      return found.ok ? learnFromStatement(context, found.data, word, trust) : found;
    },

    adoptFromStatement: (word) => adoptFromStatement(context, word),

    async stop() {
      stopped = true;
      if (unsentTimer) clearTimeout(unsentTimer);
      await Promise.all([
        hints.stop(),
        poller.stop(),
        closing.stop(),
        collector.settled(),
        Promise.allSettled(collecting),
      ]);
    },
  };
}
