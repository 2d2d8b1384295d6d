import type { Answered } from '../../shared/contract/errors.ts';
import type { Fen } from '../../shared/domain/money.ts';
import { cleanGoodsText } from '../../shared/domain/goodsText.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { ok } from '../../shared/domain/result.ts';
import { instant } from '../../shared/domain/time.ts';
import type { CallOutcome, HostedLink, PaymentGateway } from '../gateway/types.ts';
import { failure } from '../log/failure.ts';
import { newCall, wordsOf } from './query.ts';
import { recordNews } from './record.ts';
import type { PaymentsContext } from './types.ts';

export interface Collecting {
  /**
   * Takes one payment by a hosted H5 link: intent on disk, then the pre-order, then what came of it.
   * An answer that was lost leaves the payment `unknown`; only a certain refusal makes it `failed`.
   *
   * @returns the payment (waiting with its link, or unknown without one), or why there will be none
   */
  collect(amount: Fen, note: string): Promise<Answered<Payment>>;
  /**
   * Sends the same pre-order once more, with the same number, after its answer was lost; waits for that answer while it is
   * still out. Safe: the gateway refuses a number that it knows, and nobody has been shown a link yet (huifu-api.md §3.2.5).
   */
  resend(id: string): Promise<Answered<Payment>>;
  /** Resolves when every pre-order under way has its answer on disk. */
  settled(): Promise<void>;
}

export function createCollecting(context: PaymentsContext): Collecting {
  const underWay = new Map<string, Promise<Answered<Payment>>>();

  /** One sending of a payment at a time: the answer to one says nothing about another that is still out. */
  function send(gateway: PaymentGateway, payment: Payment, kind: 'sent' | 'resent'): Promise<Answered<Payment>> {
    const earlier = underWay.get(payment.id);
    if (earlier) return earlier;
    const sending = sendPreorder(context, gateway, payment, kind).finally(() => underWay.delete(payment.id));
    underWay.set(payment.id, sending);
    return sending;
  }

  return {
    async collect(amount, note) {
      const intent = await writeIntent(context, amount, note);
      return intent.ok ? send(intent.data.gateway, intent.data.payment, 'sent') : intent;
    },
    async resend(id) {
      const gateway = await context.gateway();
      if (!gateway.ok) return gateway;
      const payment = await context.ledger.payment(id);
      if (payment?.state !== 'unknown' || payment.link !== null) return failure('stateChanged');
      return context.now() < payment.expiresAt ? send(gateway.data, payment, 'resent') : failure('stateChanged');
    },
    async settled() {
      await Promise.allSettled(underWay.values());
    },
  };
}

async function writeIntent(
  context: PaymentsContext,
  amount: Fen,
  note: string,
): Promise<Answered<{ gateway: PaymentGateway; payment: Payment }>> {
  const profile = context.profile();
  if (profile.projectId === '') return failure('projectMissing');
  const cleaned = cleanGoodsText(note);
  if (cleaned.removed) return failure('goodsText');
  const gateway = await context.gateway();
  if (!gateway.ok) return gateway;
  const clock = await context.clock.check(gateway.data);
  if (!clock.ok) return clock;

  const call = newCall(context, 'payment');
  const createdAt = context.now();
  const payment: Payment = {
    id: call.requestNumber,
    profileId: profile.id,
    huifuId: profile.huifuId,
    ...call,
    way: 'hosted',
    method: 'unknown',
    state: 'created',
    amount,
    customerPaid: null,
    settlement: null,
    fee: null,
    note: cleaned.text,
    operatorId: context.operatorId(),
    till: context.till(),
    createdAt,
    expiresAt: instant(createdAt + profile.linkMinutes * 60_000),
    endedAt: null,
    endReason: null,
    booking: 'unknown',
    huifuNumber: null,
    partyOrderNumber: null,
    walletNumber: null,
    link: null,
    payer: null,
    failureCode: null,
    failureText: null,
    alert: null,
  };
  await context.ledger.insertPayment(payment, {
    kind: 'intent',
    at: createdAt,
    from: 'created',
    to: 'created',
    respCode: null,
    respDesc: null,
    requestNumber: call.requestNumber,
    detail: null,
  });
  return ok({ gateway: gateway.data, payment });
}

async function sendPreorder(
  context: PaymentsContext,
  gateway: PaymentGateway,
  payment: Payment,
  kind: 'sent' | 'resent',
): Promise<Answered<Payment>> {
  const { id, requestNumber } = payment;
  await recordNews(context, id, 'sending', {}, { kind, requestNumber });
  const profile = context.profile();
  const outcome = await gateway.createHostedPayment({
    requestDate: payment.requestDate,
    requestNumber,
    amount: payment.amount,
    goods: payment.note || cleanGoodsText(profile.projectTitle || profile.name).text,
    expiresAt: payment.expiresAt,
  });
  context.saw(outcome);
  return recordPreorder(context, payment, outcome);
}

async function recordPreorder(
  context: PaymentsContext,
  payment: Payment,
  outcome: CallOutcome<HostedLink>,
): Promise<Answered<Payment>> {
  const event = { kind: 'answer' as const, requestNumber: payment.requestNumber, ...wordsOf(outcome) };
  switch (outcome.kind) {
    case 'accepted': {
      const { link, expiresAt } = outcome.value;
      return ok(
        await recordNews(
          context,
          payment.id,
          'accepted',
          { link, ...(expiresAt === null ? {} : { expiresAt }) },
          event,
        ),
      );
    }
    case 'notSent': {
      // Nothing left this machine; after a resend, though, the first sending is still unanswered.
      if (await wasSentBefore(context, payment.id))
        return ok(await recordNews(context, payment.id, 'noAnswer', {}, event));
      await recordNews(context, payment.id, 'failed', { endReason: 'notSent' }, event);
      return failure(outcome.reason === 'keyUnavailable' ? 'keychainLocked' : outcome.reason, {
        params: { paymentId: payment.id },
      });
    }
    case 'rejected':
    case 'throttled': {
      const { respCode, respDesc } = outcome.answer;
      await recordNews(
        context,
        payment.id,
        'failed',
        { endReason: 'gateway', failureCode: respCode, failureText: respDesc },
        event,
      );
      return failure(outcome.kind === 'rejected' ? 'gatewayRejected' : 'gatewayThrottled', {
        params: { paymentId: payment.id },
        gateway: { respCode, respDesc, advice: outcome.advice, requestNumber: payment.requestNumber },
      });
    }
    // The number is taken by our own earlier sending, whose link is lost; or nobody can know. Ask, do not assume.
    case 'duplicate':
    case 'notFound':
    case 'unknown':
      return ok(await recordNews(context, payment.id, 'noAnswer', {}, event));
  }
}

async function wasSentBefore(context: PaymentsContext, id: string): Promise<boolean> {
  return (await context.ledger.paymentEvents(id)).some((e) => e.kind === 'resent');
}
