import type { ConsoleError } from '../../shared/contract/errors.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { businessDateOf } from '../../shared/domain/time.ts';
import type { CallOutcome, FoundOrder, PaymentReport } from '../gateway/types.ts';
import { LedgerFault } from '../ledger/types.ts';
import { adoptedPayment } from './adopted.ts';
import { failedAsking } from './failedAsking.ts';
import { newCall } from './query.ts';
import type { PaymentsContext } from './types.ts';

/** Numbers on a bill have more digits than this; a shorter text is only a part of one, which the gateway does not know. */
const SHORTEST_WHOLE = 16;

export type Found =
  | { kind: 'found'; order: FoundOrder; outcome: CallOutcome<PaymentReport> }
  /** The gateway was asked and knows no such order, or not yet. */
  | { kind: 'none'; problem: null }
  | { kind: 'notAsked'; problem: ConsoleError | null };

/** Asks the gateway for an order by the number on the customer's bill: the cashier's orders first, then aggregated ones. */
export async function findAtGateway(context: PaymentsContext, text: string): Promise<Found> {
  const number = text.replace(/\s/g, '');
  if (number.length < SHORTEST_WHOLE || !/^[0-9A-Za-z]+$/.test(number)) return { kind: 'notAsked', problem: null };
  const gateway = await context.gateway();
  if (!gateway.ok) return { kind: 'notAsked', problem: gateway.error };
  const ways = [
    () => gateway.data.findHostedPayment(newCall(context, 'lookup'), number),
    () => gateway.data.findAggregatedPayment(number),
  ];
  let problem: ConsoleError | null = null;
  for (const ask of ways) {
    await context.pace.turn(`lookup ${number}`);
    const outcome = await ask();
    context.saw(outcome);
    if (outcome.kind === 'accepted') {
      const { value: order, answer } = outcome;
      return { kind: 'found', order, outcome: { kind: 'accepted', value: order.report, answer } };
    }
    // A product that this merchant has not opened refuses; the other one may still know the order.
    if (outcome.kind === 'notFound' || outcome.kind === 'rejected') continue;
    const failed = failedAsking(outcome, number);
    if (!failed.ok) problem ??= failed.error;
  }
  return problem ? { kind: 'notAsked', problem } : { kind: 'none', problem: null };
}

/** Takes a paid order that another till made into the ledger, so that it is known from now on who was told about it. */
export async function adopt(context: PaymentsContext, order: FoundOrder): Promise<Payment> {
  const { report, requestNumber, amount } = order;
  const now = context.now();
  const at = report.endedAt ?? now;
  const payment = adoptedPayment(context.profile(), at, {
    requestDate: order.requestDate ?? businessDateOf(at),
    requestNumber,
    amount,
    state: 'paid',
    method: report.method,
    customerPaid: report.customerPaid,
    settlement: report.settlement,
    fee: report.fee,
    endedAt: at,
    booking: report.booking,
    huifuNumber: report.huifuNumber,
    partyOrderNumber: report.partyOrderNumber,
    walletNumber: report.walletNumber,
  });
  await context.audit.record({ act: 'payment.adopted', subject: requestNumber, after: { amount } });
  const told = { respCode: null, respDesc: null, requestNumber: null, detail: 'byBillNumber' };
  try {
    await context.ledger.insertPayment(payment, { kind: 'query', at: now, from: 'created', to: 'paid', ...told });
  } catch (error) {
    const known = error instanceof LedgerFault && error.kind === 'duplicate';
    const standing = known ? await context.ledger.payment(requestNumber) : null;
    if (!standing) throw error;
    return standing;
  }
  context.emit({ id: payment.id, state: 'paid', previous: 'created' });
  return payment;
}
