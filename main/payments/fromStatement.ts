import type { Answered } from '../../shared/contract/errors.ts';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded, type PaymentNews } from '../../shared/domain/paymentState.ts';
import { ok } from '../../shared/domain/result.ts';
import type { BusinessDate, Instant } from '../../shared/domain/time.ts';
import type { PaymentPatch } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import { adoptedPayment } from './adopted.ts';
import { askGateway } from './query.ts';
import { recordNews } from './record.ts';
import type { PaymentsContext } from './types.ts';

/** What a line of a statement says about one payment. Amounts in fen; `null` and empty mean that it does not say. */
export interface StatementWord {
  requestDate: BusinessDate;
  requestNumber: string;
  huifuNumber: string;
  partyOrderNumber: string;
  walletNumber: string;
  amount: number;
  customerPaid: number | null;
  fee: number | null;
  news: Extract<PaymentNews, 'paid' | 'failed' | 'closed' | 'processing'>;
  at: Instant;
  /** File and line, for the timeline. */
  place: string;
}

/**
 * Takes a statement's word about a payment that is behind: the gateway is asked first, and what it says is what counts.
 *
 * @param trust the person accepts the statement's word where the gateway gives none; without it that is `resultUnknown`
 */
export async function learnFromStatement(
  context: PaymentsContext,
  payment: Payment,
  word: StatementWord,
  trust: boolean,
): Promise<Answered<Payment>> {
  const asked = await askGateway(context, payment, true);
  if (!asked.ok && !trust) return asked;
  if (asked.ok && asked.data.outcome.kind === 'accepted') return ok(asked.data.payment);
  if (!trust) return failure('resultUnknown');
  return ok(await recordWord(context, payment.id, word));
}

/**
 * Takes a payment into the ledger that was not made here, on a person's word that it is this shop's. It begins as
 * `processing`, since Huifu has it: a crash on the way leaves a payment that is asked for, never one that counts as unsent.
 *
 * Fails with `stateChanged` when the ledger has it by now.
 */
export async function adoptFromStatement(context: PaymentsContext, word: StatementWord): Promise<Answered<Payment>> {
  if (await context.ledger.payment(word.requestNumber)) return failure('stateChanged');
  const payment = adoptedPayment(context.profile(), word.at, {
    requestDate: word.requestDate,
    requestNumber: word.requestNumber,
    amount: fen(word.amount),
    state: 'processing',
    huifuNumber: word.huifuNumber || null,
    partyOrderNumber: word.partyOrderNumber || null,
    walletNumber: word.walletNumber || null,
  });
  await context.ledger.insertPayment(payment, {
    at: context.now(),
    kind: 'statement',
    from: 'processing',
    to: 'processing',
    respCode: null,
    respDesc: null,
    requestNumber: null,
    detail: word.place,
  });
  const asked = await askGateway(context, payment, true);
  const after = asked.ok ? asked.data.payment : payment;
  return ok(isEnded(after.state) ? after : await recordWord(context, payment.id, word));
}

function recordWord(context: PaymentsContext, id: string, word: StatementWord): Promise<Payment> {
  const facts: PaymentPatch = {
    customerPaid: word.customerPaid === null ? null : fen(word.customerPaid),
    fee: word.fee === null ? null : fen(word.fee),
    huifuNumber: word.huifuNumber || null,
    partyOrderNumber: word.partyOrderNumber || null,
    walletNumber: word.walletNumber || null,
    endedAt: word.at,
    ...(word.news === 'failed' || word.news === 'closed' ? { endReason: 'gateway' as const } : {}),
  };
  return recordNews(context, id, word.news, facts, { kind: 'statement', detail: word.place });
}
