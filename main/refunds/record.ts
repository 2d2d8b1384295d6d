import type { Refund } from '../../shared/domain/refund.ts';
import { isRefundEnded, nextRefundStep, type RefundNews, type RefundStep } from '../../shared/domain/refundState.ts';
import type { RefundReport } from '../gateway/types.ts';
import type { NewRefundEvent, RefundPatch } from '../ledger/interfaces/refunds.ts';
import type { RefundsContext } from './types.ts';

/** What is written beside a transition; `from`, `to` and `at` are filled in here. */
export type RefundNote = Pick<NewRefundEvent, 'kind'> & Partial<Omit<NewRefundEvent, 'at' | 'from' | 'to'>>;

/** Retries of a lost compare-and-set; each loss means that somebody else has moved the refund meanwhile. */
const ATTEMPTS = 8;

/**
 * The one transition function: whatever is learnt about a refund, from whomever, moves it through here.
 * Reads where it stands, asks the state machine, and writes state, facts and timeline in one compare-and-set.
 *
 * @param options.quiet no line of the timeline unless the state changes
 * @returns the refund as it stands afterwards
 */
export async function recordRefundNews(
  context: RefundsContext,
  id: string,
  news: RefundNews,
  patch: RefundPatch,
  event: RefundNote,
  options: { quiet?: boolean } = {},
): Promise<Refund> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await context.ledger.refund(id);
    if (!before) throw new Error(`refund ${id} is not in the ledger`);
    const step = nextRefundStep(before.state, news);
    const moves = step.to !== before.state;
    const facts = newFacts(before, step, patch);
    if (moves && isRefundEnded(step.to)) facts.endedAt ??= context.now();
    const silent = !moves && options.quiet && !step.alert;
    if (silent && Object.keys(facts).length === 0) return before;
    const line: NewRefundEvent | null = silent
      ? null
      : { respCode: null, respDesc: null, detail: null, ...event, at: context.now(), from: before.state, to: step.to };
    if (!(await context.ledger.moveRefund(id, before.state, step.to, facts, line))) continue;
    const after: Refund = { ...before, ...facts, state: step.to };
    if (moves && isRefundEnded(step.to)) await noteEnd(context, before, after);
    context.emit({ id, paymentId: before.paymentId, state: after.state, previous: before.state });
    return after;
  }
  throw new Error(`refund ${id} could not be moved: too many writers`);
}

async function noteEnd({ audit }: RefundsContext, before: Refund, after: Refund): Promise<void> {
  await audit.record({
    act: 'refund.ended',
    subject: after.id,
    before: { state: before.state },
    after: { state: after.state, amount: after.amount, code: after.failureCode },
  });
}

/** The facts of a gateway report as ledger fields. */
export function refundFacts(report: RefundReport): RefundPatch {
  return { actual: report.actual, fee: report.fee, huifuNumber: report.huifuNumber, endedAt: report.endedAt };
}

/** Why a refund came to nothing. What an ended refund is told later does not change it. */
const ENDING = ['endedAt', 'endReason', 'failureCode', 'failureText'] as const satisfies (keyof RefundPatch)[];
const CLEARED: ReadonlySet<string> = new Set(['endReason', 'failureCode', 'failureText']);

/** Keeps what adds to or changes the record: "not known" never overwrites what is known. */
function newFacts(before: Refund, step: RefundStep, patch: RefundPatch): RefundPatch {
  const facts: RefundPatch = {};
  const moves = step.to !== before.state;
  const keepEnd = isRefundEnded(before.state) && !moves;
  for (const [key, value] of Object.entries(patch)) {
    const name = key as keyof RefundPatch;
    if (value === undefined || before[name] === value) continue;
    if (value === null && !CLEARED.has(name)) continue;
    if (keepEnd && (ENDING as readonly string[]).includes(name)) continue;
    Object.assign(facts, { [name]: value });
  }
  // Money that is on its way or back was not refused after all.
  if (moves && step.to !== 'failed' && step.to !== 'unknown') {
    for (const name of ['endReason', 'failureCode', 'failureText'] as const) {
      if (before[name] === null) delete facts[name];
      else facts[name] = null;
    }
  }
  if (step.alert) facts.alert = step.alert;
  return facts;
}
