import type { CloseStanding } from '../../shared/contract/closing.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { CollectWay, Payment } from '../../shared/domain/payment.ts';
import { ok } from '../../shared/domain/result.ts';
import { businessDateOf, parseBusinessDate, type BusinessDate } from '../../shared/domain/time.ts';
import type { CallOutcome, CloseReport, PaymentGateway } from '../gateway/types.ts';
import { failure } from '../log/failure.ts';
import { gatewayCallsFor } from './endpointsOf.ts';
import { failedAsking } from './failedAsking.ts';
import { findOwn } from './findOwn.ts';
import { newCall, wordsOf } from './query.ts';
import { recordNews } from './record.ts';
import type { PaymentsContext } from './types.ts';

/**
 * What the gateway says of the close of any order: one of this ledger by any of its numbers, or another order of this
 * merchant by its request number and day. Never changes an order.
 */
export async function askClose(
  context: PaymentsContext,
  text: string,
  date: BusinessDate | null,
): Promise<Answered<CloseStanding>> {
  const { ledger } = context;
  const scope = context.scope();
  const profileId = context.profile().id;
  const own = await findOwn(ledger, profileId, text, scope);
  if (own.length > 1) return failure('notFound', { params: { fits: own.length } });
  // A colleague's order is no foreign one: the gateway is not asked about it either.
  const colleagues = own.length === 0 && scope !== null && (await findOwn(ledger, profileId, text)).length > 0;
  if (colleagues) return failure('notFound');
  const gateway = await context.gateway();
  if (!gateway.ok) return gateway;
  const [payment] = own;
  return payment ? askOwn(context, gateway.data, payment) : askForeign(context, gateway.data, text, date);
}

async function askOwn(
  context: PaymentsContext,
  gateway: PaymentGateway,
  payment: Payment,
): Promise<Answered<CloseStanding>> {
  const own = newCall(context, 'query');
  await context.pace.turn(payment.id);
  const outcome = await gatewayCallsFor(payment.way).closeQuery(gateway, own, payment);
  context.saw(outcome);
  const event = { kind: 'query' as const, requestNumber: own.requestNumber, ...wordsOf(outcome) };
  const after = await recordNews(context, payment.id, 'noAnswer', {}, { ...event, detail: 'closeQuery' });
  return standing(outcome, payment.requestNumber, payment.requestDate, after);
}

/** An order that another till made: aggregation first, since only there is a close query of its own. */
async function askForeign(
  context: PaymentsContext,
  gateway: PaymentGateway,
  text: string,
  date: BusinessDate | null,
): Promise<Answered<CloseStanding>> {
  const requestDate = date ?? dayIn(text) ?? businessDateOf(context.now());
  const locator = { requestDate, requestNumber: text, huifuNumber: null };
  let answer: Answered<CloseStanding> = failure('notFound');
  for (const way of ['qr', 'hosted'] satisfies CollectWay[]) {
    await context.pace.turn(`${way} ${text}`);
    const outcome = await gatewayCallsFor(way).closeQuery(gateway, newCall(context, 'query'), locator);
    context.saw(outcome);
    answer = standing(outcome, text, requestDate, null);
    if (answer.ok) return answer;
  }
  return answer;
}

/** Request numbers hold the moment at which they were made. */
function dayIn(text: string): BusinessDate | null {
  const found = /(20\d{6})/.exec(text);
  return found ? parseBusinessDate(found[1]!) : null;
}

function standing(
  outcome: CallOutcome<CloseReport>,
  requestNumber: string,
  requestDate: BusinessDate,
  payment: Payment | null,
): Answered<CloseStanding> {
  if (outcome.kind !== 'accepted' && outcome.kind !== 'notFound') return failedAsking(outcome, requestNumber);
  // The close query of an order that nobody has closed answers as if there were no order (huifu-api.md §3.7).
  if (outcome.kind === 'notFound' && payment === null) return failure('notFound');
  const { respCode, respDesc } = outcome.answer;
  const report: CloseReport = outcome.kind === 'accepted' ? outcome.value : { state: 'none', payment: null };
  const order = report.payment === 'accepted' ? 'unpaid' : report.payment;
  return ok({ payment, requestDate, requestNumber, close: report.state, order, respCode, respDesc });
}
