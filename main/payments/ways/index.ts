import type { Answered } from '../../../shared/contract/errors.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { ok } from '../../../shared/domain/result.ts';
import { choiceOf, isHosted, placements, type WayChoice } from '../../../shared/domain/way.ts';
import type { CallNumber, CallOutcome, CloseReport, PaymentGateway, PaymentReport } from '../../gateway/types.ts';
import { failure } from '../../log/failure.ts';
import { hostedWay } from './hosted.ts';
import { qrWay, type QrWallet } from './qr.ts';
import { mapOutcome, type Way, type WayGround } from './types.ts';

/** The way that was chosen, or what is missing for it, in words that say where to mend it. */
export function chosenWay(choice: WayChoice, ground: WayGround): Answered<Way> {
  const { profile, settings } = ground;
  if (!settings.on.includes(choice)) return failure('wayOff');
  if (!placements[choice].generations.includes(profile.generation))
    return failure('wayNotInGeneration', { params: { generation: profile.generation } });
  return furnished(choice, ground);
}

/** The way that a payment went, for sending its order once more; `null` where that must never be done. */
export function wayAgain(payment: Payment, ground: WayGround): Answered<Way> | null {
  const choice = choiceOf(payment);
  return choice && furnished(choice, ground);
}

function furnished(choice: WayChoice, ground: WayGround): Answered<Way> {
  const { profile, settings } = ground;
  const { way, method } = placements[choice];
  if (choice === 'hosted' && profile.projectId === '') return failure('projectMissing');
  if (choice === 'hostedAlipay' && settings.returnScheme === '') return failure('returnSchemeMissing');
  if (choice === 'qrEcny' && settings.ecnyBank === null) return failure('ecnyBankMissing');
  return ok(way === 'qr' ? qrWay(method as QrWallet, ground) : hostedWay(way as 'hosted', ground));
}

/** Asks where a payment stands, at the product that made it (huifu-api.md §3.6, §3.10.2). */
export async function askAfter(
  gateway: PaymentGateway,
  call: CallNumber,
  payment: Payment,
): Promise<CallOutcome<PaymentReport>> {
  if (isHosted(payment.way)) return gateway.queryHostedPayment(call, payment, payment.amount);
  if (payment.way !== 'code') return gateway.queryAggregatedPayment(payment, payment.amount, 'unpaid');
  const outcome = await gateway.queryAggregatedPayment(payment, payment.amount, 'processing');
  // Whoever has shown a payment code is paying: typing a password, or the bank is at it.
  return mapOutcome(outcome, (report) => (report.news === 'unpaid' ? { ...report, news: 'processing' } : report));
}

/** Closes a payment at the product that made it (huifu-api.md §3.7, §3.10.5). */
export function closeAt(
  gateway: PaymentGateway,
  call: CallNumber,
  payment: Payment,
): Promise<CallOutcome<CloseReport>> {
  return isHosted(payment.way)
    ? gateway.closeHostedPayment(call, payment)
    : gateway.closeAggregatedPayment(call, payment);
}
