import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded, nextPaymentStep, type PaymentNews } from '../../shared/domain/paymentState.ts';
import type { PaymentReport } from '../gateway/types.ts';
import type { NewPaymentEvent, PaymentPatch } from '../ledger/types.ts';
import type { PaymentsContext } from './types.ts';

/** What is written beside a transition; `from`, `to` and `at` are filled in here. */
export type EventNote = Pick<NewPaymentEvent, 'kind'> & Partial<Omit<NewPaymentEvent, 'at' | 'from' | 'to'>>;

/** Retries of a lost compare-and-set; each loss means that somebody else has moved the payment meanwhile. */
const ATTEMPTS = 8;

/**
 * The one transition function: whatever is learnt about a payment, from whomever, moves it through here.
 * Reads where it stands, asks the state machine, and writes state, facts and timeline in one compare-and-set.
 *
 * @param event `null` when the news is not worth a line of the timeline unless it changes the state
 * @returns the payment as it stands afterwards
 */
export async function recordNews(
  context: PaymentsContext,
  id: string,
  news: PaymentNews,
  patch: PaymentPatch,
  event: EventNote,
  options: { quiet?: boolean } = {},
): Promise<Payment> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await context.ledger.payment(id);
    if (!before) throw new Error(`payment ${id} is not in the ledger`);
    const step = nextPaymentStep(before.state, news);
    const facts = newFacts(before, step.to !== before.state || news === before.state, patch);
    if (step.alert) facts.alert = step.alert;
    const moves = step.to !== before.state;
    if (moves && isEnded(step.to)) facts.endedAt = patch.endedAt ?? context.now();
    if (!moves && options.quiet && Object.keys(facts).length === 0) return before;
    const line: NewPaymentEvent | null =
      moves || !options.quiet || step.alert
        ? {
            respCode: null,
            respDesc: null,
            requestNumber: null,
            detail: null,
            ...event,
            at: context.now(),
            from: before.state,
            to: step.to,
          }
        : null;
    if (await context.ledger.movePayment(id, before.state, step.to, facts, line)) {
      const after = { ...before, ...facts, state: step.to };
      if (moves || Object.keys(facts).length > 0 || line) {
        context.emit({ id, state: step.to, previous: before.state });
      }
      return after;
    }
  }
  throw new Error(`payment ${id} could not be moved: too many writers`);
}

/** The facts of a gateway report as ledger fields. */
export function factsOf(report: PaymentReport): PaymentPatch {
  return {
    method: report.method,
    customerPaid: report.customerPaid,
    settlement: report.settlement,
    fee: report.fee,
    booking: report.booking,
    huifuNumber: report.huifuNumber,
    partyOrderNumber: report.partyOrderNumber,
    walletNumber: report.walletNumber,
    payer: report.payer ?? null,
    ...(report.endedAt === null ? {} : { endedAt: report.endedAt }),
  };
}

const UNKNOWN_VALUES: ReadonlySet<unknown> = new Set([null, undefined, 'unknown']);

/** Only these describe how a payment ended; stale news must not write them. */
const ENDING_FIELDS = new Set<keyof PaymentPatch>(['endedAt', 'endReason', 'failureCode', 'failureText']);

/** Keeps what adds to or changes the record: "not known" never overwrites what is known. */
function newFacts(before: Payment, endingCounts: boolean, patch: PaymentPatch): PaymentPatch {
  const entries = Object.entries(patch).filter(([key, value]) => {
    const name = key as keyof PaymentPatch;
    if (UNKNOWN_VALUES.has(value) && name !== 'alert') return false;
    if (ENDING_FIELDS.has(name) && !endingCounts) return false;
    // Notices overtake each other: what is settled is not pending again (huifu-api.md §5.4).
    if (name === 'booking' && (before.booking === 'booked' || (before.booking === 'failed' && value === 'pending')))
      return false;
    return before[name] !== value;
  });
  return Object.fromEntries(entries) as PaymentPatch;
}
