import type { Answered } from '../../shared/contract/errors.ts';
import type {
  FoundOrder,
  PaymentRefunds,
  RefundCursor,
  RefundDetail,
  RefundFilter,
  RefundPreview,
  RefundRow,
  RefundSettings,
  RefundTotals,
} from '../../shared/contract/refunds.ts';
import type { Fen } from '../../shared/domain/money.ts';
import { balanceOf, mayResend, RESEND_AFTER_MS, troubleOf, type Refund } from '../../shared/domain/refund.ts';
import { ok } from '../../shared/domain/result.ts';
import { instant } from '../../shared/domain/time.ts';
import { reasonForRecord } from '../../shared/i18n/refundReasons.ts';
import type { AdviceKey } from '../../shared/i18n/advice.ts';
import { adviceFor } from '../gateway/advice.ts';
import { RETRY_AFTER_MS } from '../gateway/outcome.ts';
import type { CallOutcome } from '../gateway/types.ts';
import type { RefundNotification } from '../gateway/notices/notice.ts';
import { failure } from '../log/failure.ts';
import { wantsQuiet } from '../payments/pace.ts';
import { adoptRefund } from './adopt.ts';
import { takeOverRefund, type RefundWord } from './fromStatement.ts';
import { createBatches, type RefundBatches } from './batch/batches.ts';
import { findOrders } from './findOrders.ts';
import { recordRefundNotice } from './notices.ts';
import { createRefundPoller } from './poller.ts';
import { askRefund } from './query.ts';
import { recordRefundNews } from './record.ts';
import { createRequesting, type RefundWish } from './request.ts';
import { sendRefund } from './send.ts';
import { createSendings } from './sendings.ts';
import { loadRefundSettings, saveRefundSettings } from './settings.ts';
import type { RefundsContext, RefundsNeeds } from './types.ts';

/** How long until an intent whose sending could not be noted is tried to be ended again. */
const UNSENT_RETRY_MS = 5_000;

/** Everything that can be done with one merchant's refunds. */
export interface RefundsRoom {
  /** Takes up what an earlier run left open. */
  resume(): Promise<void>;
  /** The dry run; no network call. */
  prepare(wish: { paymentId: string; amount?: Fen; reason?: string }): Promise<Answered<RefundPreview>>;
  /** Orders by one of their whole numbers, for whoever is to refund them. */
  findOrders(text: string): Promise<FoundOrder[]>;
  /** One refund per number, however often it is asked for. */
  request(wish: RefundWish): Promise<Answered<Refund>>;
  ofPayment(paymentId: string): Promise<Answered<PaymentRefunds>>;
  detail(id: string): Promise<Answered<RefundDetail>>;
  list(
    filter: RefundFilter,
    after: RefundCursor | null,
    limit: number,
  ): Promise<{ rows: RefundRow[]; next: RefundCursor | null }>;
  totals(): Promise<RefundTotals>;
  queryNow(id: string): Promise<Answered<RefundDetail>>;
  /** Sends the same refund again, with the same number, after its answer was lost and the gateway has not heard of it. */
  resend(id: string): Promise<Answered<RefundDetail>>;
  /** Takes an abnormal refund off the worklist: somebody has seen to it. */
  handled(id: string): Promise<Answered<RefundDetail>>;
  /** Takes what went back elsewhere, by the gateway's balance, into the ledger. */
  adopt(paymentId: string): Promise<Answered<PaymentRefunds>>;
  /** Takes what went back elsewhere, by a line of a statement, into the ledger. */
  takeOver(word: RefundWord): Promise<Answered<Refund>>;
  /** Takes note of a verified notification; `false` when it is about no refund of this merchant. */
  noticed(notice: RefundNotification): Promise<boolean>;
  settings(): Promise<RefundSettings>;
  saveSettings(settings: RefundSettings): Promise<void>;
  batches: RefundBatches;
  stop(): Promise<void>;
}

/** Makes the room for one profile. Nothing is asked of the gateway before {@link RefundsRoom.resume}. */
export function createRefundsRoom(given: RefundsNeeds): RefundsRoom {
  const { ledger } = given;
  const context: RefundsContext = { ...given, sendings: createSendings(), emit: passOn, saw };
  const requesting = createRequesting(context, endUnsentLater);
  const poller = createRefundPoller(context);
  const batches = createBatches(context, requesting);
  const resending = new Map<string, Promise<unknown>>();
  /** By payment. What went back elsewhere is taken over in turns: each counts what the one before has written. */
  const takingOver = new Map<string, Promise<unknown>>();
  let unsentTimer: NodeJS.Timeout | null = null;
  let stopped = false;

  function saw(outcome: CallOutcome<unknown>): void {
    given.health.saw(outcome);
    if (wantsQuiet(outcome)) given.pace.hold(RETRY_AFTER_MS);
  }

  /** Every change goes to the window and to the poller. */
  function passOn(event: Parameters<RefundsNeeds['emit']>[0]): void {
    given.emit(event);
    void ledger
      .refund(event.id)
      .then((refund) => refund && poller.follow(refund))
      .catch((error: unknown) => given.warn('follow-up failed', { refund: event.id, error: String(error) }));
  }

  /** Ends intents that never left the machine: the process ended, or the ledger took no more writes, before the sending was noted. */
  async function endUnsent(): Promise<void> {
    try {
      for (const { id, state } of await ledger.openRefunds(given.profile().id)) {
        if (state !== 'requested') continue;
        if (requesting.isUnderWay(id)) endUnsentLater();
        else
          await recordRefundNews(
            context,
            id,
            'neverSent',
            { endReason: 'notSent' },
            { kind: 'answer', detail: 'notSent' },
          );
      }
    } catch (error) {
      given.warn('a refund could not be ended', { error: String(error) });
      endUnsentLater();
    }
  }

  function endUnsentLater(): void {
    if (stopped) return;
    if (unsentTimer) clearTimeout(unsentTimer);
    unsentTimer = setTimeout(() => void endUnsent(), UNSENT_RETRY_MS).unref();
  }

  async function find(id: string): Promise<Answered<Refund>> {
    const refund = await ledger.refund(id, given.scope());
    const payment = refund && (await ledger.payment(refund.paymentId));
    return payment?.profileId === given.profile().id ? ok(refund!) : failure('notFound');
  }

  async function detail(id: string): Promise<Answered<RefundDetail>> {
    const found = await find(id);
    if (!found.ok) return found;
    const refund = found.data;
    const { state, sentAt, endReason, failureCode, failureText } = refund;
    const lost = state === 'unknown' && sentAt !== null && endReason === null;
    return ok({
      refund,
      events: await ledger.refundEvents(id),
      nextQueryAt: poller.nextAt(id),
      trouble: troubleOf(refund, given.now()),
      advice: failureCode === null ? null : adviceOf(failureCode, failureText ?? ''),
      resendAt: lost ? instant(sentAt + RESEND_AFTER_MS) : null,
    });
  }

  async function ofPayment(paymentId: string): Promise<Answered<PaymentRefunds>> {
    const scope = given.scope();
    const payment = await ledger.payment(paymentId);
    if (payment?.profileId !== given.profile().id) return failure('notFound');
    const refunds = await ledger.refundsOf(paymentId, scope);
    if (refunds.length === 0 && !(await ledger.payment(paymentId, scope))) return failure('notFound');
    // What may still go back is the order's, whoever refunded the rest.
    const all = scope === null ? refunds : await ledger.refundsOf(paymentId);
    return ok({ refunds, balance: balanceOf(payment.state === 'paid' ? payment : { amount: 0 as Fen }, all) });
  }

  async function resend(refund: Refund): Promise<Answered<RefundDetail>> {
    if (!mayResend(refund, given.now())) return failure('stateChanged');
    const gateway = await given.gateway();
    if (!gateway.ok) return gateway;
    // The last look before: it may have arrived after all.
    const asked = await askRefund(context, refund, true);
    if (!asked.ok) return asked;
    if (asked.data.outcome.kind !== 'notFound') return detail(refund.id);
    if (asked.data.refund.state !== 'unknown') return detail(refund.id);
    const payment = await ledger.payment(refund.paymentId);
    if (!payment) return failure('notFound');
    await sendRefund(context, gateway.data, asked.data.refund, payment);
    return detail(refund.id);
  }

  function inTurn<T>(paymentId: string, work: () => Promise<T>): Promise<T> {
    const mine = (takingOver.get(paymentId) ?? Promise.resolve()).then(work, work);
    takingOver.set(paymentId, mine);
    void mine
      .catch(() => {}) // told to whoever waits for it
      .then(() => takingOver.get(paymentId) === mine && takingOver.delete(paymentId));
    return mine;
  }

  return {
    async resume() {
      await endUnsent();
      for (const refund of await ledger.openRefunds(given.profile().id)) poller.follow(refund);
    },

    prepare: (wish) => requesting.prepare(wish),
    findOrders: (text) => findOrders(context, text),
    request: (wish) => requesting.request(wish),
    ofPayment,
    detail,

    async list(filter, after, limit) {
      const now = given.now();
      const { rows, next } = await ledger.listRefunds(given.profile().id, filter, after, limit, now, given.scope());
      const seen = rows.map((row) => ({ ...row, nextQueryAt: poller.nextAt(row.id), trouble: troubleOf(row, now) }));
      return { rows: seen, next };
    },
    totals: () => ledger.refundTotals(given.profile().id, given.now(), given.scope()),

    async queryNow(id) {
      const found = await find(id);
      if (!found.ok) return found;
      // Nothing of it is at the gateway.
      if (found.data.sentAt === null) return failure('stateChanged');
      const answer = await askRefund(context, found.data, true);
      if (!answer.ok) return answer;
      const { outcome } = answer.data;
      if (outcome.kind === 'accepted' || outcome.kind === 'notFound') return detail(id);
      if (outcome.kind === 'notSent') {
        return failure(outcome.reason === 'keyUnavailable' ? 'keychainLocked' : outcome.reason);
      }
      const code = {
        rejected: 'gatewayRejected',
        duplicate: 'gatewayRejected',
        throttled: 'gatewayThrottled',
      } as const;
      if (outcome.kind === 'unknown') return failure('resultUnknown');
      const { respCode, respDesc } = outcome.answer;
      return failure(code[outcome.kind], {
        gateway: { respCode, respDesc, advice: outcome.advice, requestNumber: id },
      });
    },

    async resend(id) {
      const found = await find(id);
      if (!found.ok) return found;
      const running = resending.get(id) as Promise<Answered<RefundDetail>> | undefined;
      if (running) return running;
      const work = resend(found.data).finally(() => resending.delete(id));
      resending.set(id, work);
      return work;
    },

    noticed: (notice) => recordRefundNotice(context, notice),

    async handled(id) {
      const found = await find(id);
      if (!found.ok) return found;
      await recordRefundNews(context, id, 'noAnswer', { handledAt: given.now() }, { kind: 'handled' });
      await given.audit.record({ act: 'refund.ended', subject: id, after: { handled: true } });
      return detail(id);
    },

    async adopt(paymentId) {
      const adopted = await inTurn(paymentId, () => adoptRefund(context, paymentId));
      return adopted.ok ? ofPayment(paymentId) : adopted;
    },

    takeOver: (word) => inTurn(word.paymentId, () => takeOverRefund(context, word)),

    settings: () => loadRefundSettings(ledger),
    async saveSettings(settings) {
      await saveRefundSettings(ledger, settings);
      const { oldAfterDays, reasons } = settings;
      await given.audit.record({
        act: 'limits.changed',
        subject: 'refunds',
        after: { oldAfterDays, reasons: reasons.map(reasonForRecord).join('、') },
      });
    },

    batches,

    async stop() {
      stopped = true;
      if (unsentTimer) clearTimeout(unsentTimer);
      await Promise.allSettled([poller.stop(), requesting.settled(), ...resending.values(), ...takingOver.values()]);
    },
  };
}

/** A failure that came with a code for success is explained by the channel's words alone. */
function adviceOf(code: string, text: string): AdviceKey | null {
  const advice = adviceFor(code, text);
  return advice === 'accepted' || advice === 'processing' ? null : advice;
}
