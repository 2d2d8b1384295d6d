import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded, type PaymentNews } from '../../shared/domain/paymentState.ts';
import type { CloseReport, PaymentReport } from '../gateway/types.ts';
import type { PaymentPatch } from '../ledger/types.ts';
import { askGateway } from './query.ts';
import { factsOf, recordNews, type EventNote } from './record.ts';
import type { PaymentsContext } from './types.ts';

/** What a verified notification says about one payment (huifu-api.md §5.3, §5.4, §5.6). */
export type PaymentNotice = { respCode: string; respDesc: string } & (
  | { kind: 'payment'; stage: 'trade' | 'booking'; report: PaymentReport }
  | { kind: 'close'; report: CloseReport }
);

/**
 * Records a notification, through the same transition as every other news. Two notices of one payment may come in either
 * order, or twice: neither takes back what the other said.
 *
 * @param again it may have been recorded before, by a run that ended in between: no second line in the timeline
 * @returns `false` when it contradicts what was asked for, or leaves open what became of the money: then ask the gateway
 */
export async function recordNotice(
  context: PaymentsContext,
  payment: Payment,
  notice: PaymentNotice,
  again: boolean,
): Promise<boolean> {
  const said = notice.kind === 'payment' ? ofPayment(payment, notice) : ofClose(payment, notice.report);
  if (!said) return false;
  const event: EventNote = {
    kind: 'notice',
    respCode: notice.respCode || null,
    respDesc: notice.respDesc || null,
    detail: notice.kind === 'payment' ? notice.stage : 'close',
  };
  await recordNews(context, payment.id, said.news, said.patch, event, { quiet: again });
  return true;
}

interface Said {
  news: PaymentNews;
  patch: PaymentPatch;
}

/** Only the very amount that was asked for counts; a notice without one, or with another, proves nothing. */
function ofPayment(payment: Payment, notice: Extract<PaymentNotice, { kind: 'payment' }>): Said | null {
  const { report, respCode, respDesc } = notice;
  if (report.amount !== payment.amount) return null;
  const facts = factsOf(report);
  if (isEnded(payment.state)) return { news: report.news, patch: facts };
  if (report.news === 'failed') {
    return {
      news: 'failed',
      patch: { ...facts, endReason: 'gateway', failureCode: respCode, failureText: respDesc },
    };
  }
  return {
    news: report.news,
    patch: report.news === 'closed' ? { ...facts, endReason: endOf(payment, report.endedAt) } : facts,
  };
}

/** A close that went through ends the payment; anything else about a close is for the gateway to say when it is asked. */
function ofClose(payment: Payment, report: CloseReport): Said | null {
  if (report.state !== 'closed' || report.payment === 'paid') return null;
  return { news: 'closed', patch: isEnded(payment.state) ? {} : { endReason: endOf(payment, null) } };
}

function endOf(payment: Payment, endedAt: number | null): 'expired' | 'cancelled' {
  return endedAt !== null && endedAt >= payment.expiresAt ? 'expired' : 'cancelled';
}

/** Asks for payments of which somebody has said that they changed; one at a time, each once, within the gateway's limits. */
export interface Hints {
  ask(id: string): void;
  stop(): Promise<void>;
}

/** More than this wait in vain: the poller comes to each of them all the same. */
const MAX_WAITING = 1_000;

export function createHints(context: PaymentsContext): Hints {
  const waiting = new Set<string>();
  let running: Promise<void> | null = null;
  let stopped = false;

  async function run(): Promise<void> {
    for (const id of waiting) {
      if (stopped) return;
      waiting.delete(id);
      try {
        const payment = await context.ledger.payment(id);
        if (payment) await askGateway(context, payment, false);
      } catch (error) {
        context.warn('a hint was not followed', { payment: id, error: String(error) });
      }
    }
  }

  return {
    ask(id) {
      if (stopped || waiting.size >= MAX_WAITING) return;
      waiting.add(id);
      running ??= run().finally(() => (running = null));
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
