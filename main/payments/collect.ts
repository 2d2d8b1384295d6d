import type { Answered } from '../../shared/contract/errors.ts';
import type { Fen } from '../../shared/domain/money.ts';
import { cleanGoodsText } from '../../shared/domain/goodsText.ts';
import { UNHEARD, type Payment } from '../../shared/domain/payment.ts';
import { ok } from '../../shared/domain/result.ts';
import { instant } from '../../shared/domain/time.ts';
import type { WayChoice } from '../../shared/domain/way.ts';
import type { PaymentGateway } from '../gateway/types.ts';
import { failure } from '../log/failure.ts';
import { createCodeGuard } from './codeGuard.ts';
import { recordPlaced } from './placed.ts';
import { newCall } from './query.ts';
import { recordNews } from './record.ts';
import type { PaymentsContext } from './types.ts';
import { chosenWay, wayAgain } from './ways/index.ts';
import { payerWay, type PayerOrder } from './ways/page.ts';
import type { Way } from './ways/types.ts';

/** What is asked for. */
export interface Wanted {
  amount: Fen;
  note: string;
  /** Minutes that the customer has; the profile's own time when absent. */
  minutes?: number | undefined;
}

export interface Collecting {
  /**
   * Takes one payment by a link or a QR code: intent on disk, then the order, then what came of it.
   * An answer that was lost leaves the payment `unknown`; only a certain refusal makes it `failed`.
   *
   * @param choice what the till point has chosen when absent
   * @returns the payment (waiting with its link, or unknown without one), or why there will be none
   */
  collect(wanted: Wanted, choice?: WayChoice): Promise<Answered<Payment>>;
  /**
   * Charges a payment code in the same way (huifu-api.md §3.5), once and never again; `codeBusy` while an earlier one is open.
   *
   * @returns the payment: paid, processing while the customer types a password, or unknown
   */
  charge(wanted: Wanted, code: string): Promise<Answered<Payment>>;
  /** Takes one payment that a payer's own phone asked for, in the same way. */
  serve(wanted: Wanted, order: PayerOrder): Promise<Answered<Payment>>;
  /**
   * Sends the same order once more, with the same number, after its answer was lost; waits for that answer while it is
   * still out. Safe: the gateway refuses a number that it knows, and nobody has been shown a link yet (huifu-api.md §3.2.5).
   * Never for a payment code, which may have been charged.
   */
  resend(id: string): Promise<Answered<Payment>>;
  /** Resolves when every order under way has its answer on disk. */
  settled(): Promise<void>;
}

export function createCollecting(context: PaymentsContext): Collecting {
  const underWay = new Map<string, Promise<Answered<Payment>>>();
  const guard = createCodeGuard(context);

  /** One sending of a payment at a time: the answer to one says nothing about another that is still out. */
  function send(
    gateway: PaymentGateway,
    way: Way,
    payment: Payment,
    kind: 'sent' | 'resent',
  ): Promise<Answered<Payment>> {
    const earlier = underWay.get(payment.id);
    if (earlier) return earlier;
    const sending = sendOrder(context, gateway, { way, payment, kind }).finally(() => underWay.delete(payment.id));
    underWay.set(payment.id, sending);
    return sending;
  }

  const ground = async () => ({ profile: context.profile(), settings: await context.ways.read() });

  async function take(wanted: Wanted, way: Way): Promise<Answered<Payment>> {
    const intent = await writeIntent(context, wanted, way);
    return intent.ok ? send(intent.data.gateway, way, intent.data.payment, 'sent') : intent;
  }

  return {
    async collect(wanted, choice) {
      const way = chosenWay(choice ?? (await context.ways.choice(context.till())), await ground());
      return way.ok ? take(wanted, way.data) : way;
    },
    charge: (wanted, code) =>
      guard.alone(async () => {
        const way = await guard.admit(code, await ground());
        return way.ok ? take(wanted, way.data) : way;
      }),
    async serve(wanted, order) {
      const way = payerWay(order, await ground());
      return way.ok ? take(wanted, way.data) : way;
    },
    async resend(id) {
      const gateway = await context.gateway();
      if (!gateway.ok) return gateway;
      const payment = await context.ledger.payment(id);
      if (payment?.way === 'code') return failure('codeOnce');
      if (payment?.state !== 'unknown' || payment.link !== null) return failure('stateChanged');
      const way = wayAgain(payment, await ground());
      if (way === null || context.now() >= payment.expiresAt) return failure('stateChanged');
      return way.ok ? send(gateway.data, way.data, payment, 'resent') : way;
    },
    async settled() {
      await Promise.allSettled(underWay.values());
    },
  };
}

async function writeIntent(
  context: PaymentsContext,
  { amount, note, minutes }: Wanted,
  way: Way,
): Promise<Answered<{ gateway: PaymentGateway; payment: Payment }>> {
  const profile = context.profile();
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
    way: way.way,
    method: way.method,
    state: 'created',
    amount,
    note: cleaned.text,
    operatorId: way.byPayer ? null : context.operatorId(),
    till: way.byPayer ? null : context.till(),
    createdAt,
    expiresAt: instant(createdAt + (way.lifeMs ?? (minutes ?? profile.linkMinutes) * 60_000)),
    ...UNHEARD,
  };
  // Side by side, so that the log costs a customer no time. Whichever fails, nothing has been sent.
  await Promise.all([
    context.ledger.insertPayment(payment, {
      kind: 'intent',
      at: createdAt,
      from: 'created',
      to: 'created',
      respCode: null,
      respDesc: null,
      requestNumber: call.requestNumber,
      detail: null,
    }),
    context.audit.record({
      act: 'payment.collected',
      subject: payment.id,
      after: { amount, way: way.way, till: payment.till },
      ...(way.byPayer ? { unattended: true } : {}),
    }),
  ]);
  return ok({ gateway: gateway.data, payment });
}

async function sendOrder(
  context: PaymentsContext,
  gateway: PaymentGateway,
  { way, payment, kind }: { way: Way; payment: Payment; kind: 'sent' | 'resent' },
): Promise<Answered<Payment>> {
  const { id, requestDate, requestNumber, amount, expiresAt } = payment;
  await recordNews(context, id, 'sending', {}, { kind, requestNumber });
  if (way.way === 'code') context.codeSent.set(id, { at: performance.now(), here: true });
  const profile = context.profile();
  const goods = payment.note || cleanGoodsText(profile.projectTitle || profile.name).text;
  const order = { requestDate, requestNumber, amount, goods, expiresAt, notifyUrl: context.notifyUrl() };
  const outcome = await way.place(gateway, order);
  context.saw(outcome);
  return recordPlaced(context, payment, outcome);
}
