import type { CloseRecord, CloseRun, CloseStanding, CloseVerdict, OpenOrder } from '../../shared/contract/closing.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { JobView } from '../../shared/contract/jobs.ts';
import { cannotBeClosed, closableFrom, type CloseResult } from '../../shared/domain/closing.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import type { BusinessDate } from '../../shared/domain/time.ts';
import { adviceFor } from '../gateway/advice.ts';
import type { CloseIntent } from '../ledger/types.ts';
import { createCloseMany } from './closeMany.ts';
import { askClose } from './closeQuery.ts';
import type { Closing } from './closing.ts';
import type { PaymentsContext } from './types.ts';

/** Closing as a person sees it: what is open, what came of closes, what the gateway says of one. */
export interface Closes {
  /** Every open order, newest first, with what closing it would come to. */
  orders(): Promise<OpenOrder[]>;
  closeMany(ids: string[]): JobView;
  /** The latest bulk close, order by order. */
  run(): CloseRun | null;
  history(before: number | null, limit: number): Promise<{ rows: CloseRecord[]; next: number | null }>;
  /** Close query for any order by any of its numbers; `date` for orders that the ledger does not know. */
  ask(text: string, date: BusinessDate | null): Promise<Answered<CloseStanding>>;
}

export function createCloses(context: PaymentsContext, closing: Closing): Closes {
  const many = createCloseMany(context, closing);
  return {
    async orders() {
      const open = await context.ledger.openPayments(context.profile().id, context.scope());
      return open.toReversed().map((payment) => {
        const wish = closing.pending(payment.id);
        const standing = wish && standingOf(wish);
        return {
          payment,
          verdict: verdictOf(payment, standing !== null, context.now()),
          closableAt: closableFrom(payment),
          closing: standing,
        };
      });
    },
    closeMany: many.start,
    run: many.run,
    async history(before, limit) {
      const entries = await context.ledger.closes(context.profile().id, before, limit, context.scope());
      const rows = entries.map(({ place, intent, payment }) => ({
        place,
        requestNumber: intent.requestNumber,
        dueAt: intent.dueAt,
        payment,
        result: closeResultOf(intent, payment),
        respCode: intent.respCode,
        respDesc: intent.respDesc,
        advice: intent.respCode === null ? null : adviceFor(intent.respCode, intent.respDesc ?? ''),
      }));
      return { rows, next: rows.length === limit ? (rows.at(-1)?.place ?? null) : null };
    },
    ask: (text, date) => askClose(context, text, date),
  };
}

/** A close that is still under way, in the window's words; `null` for one that is over. */
export function standingOf({ state, dueAt }: CloseIntent): OpenOrder['closing'] {
  return state === 'closed' || state === 'refused' ? null : { state, dueAt };
}

/** What closing an open order would come to, before anything is sent. */
export function verdictOf(payment: Payment, closing: boolean, now: number): CloseVerdict {
  if (closing) return 'closing';
  if (payment.state === 'created' || payment.state === 'unknown') return 'unknown';
  if (cannotBeClosed(payment)) return 'cannotClose';
  if (payment.state === 'processing') return 'paying';
  return now < closableFrom(payment) ? 'tooYoung' : 'close';
}

/** What came of a close, from its row and from where the payment stands now. */
function closeResultOf(intent: Pick<CloseIntent, 'state' | 'respCode' | 'respDesc'>, payment: Payment): CloseResult {
  if (payment.state === 'paid') return 'paidWhileClosing';
  if (isEnded(payment.state)) return 'closed';
  if (intent.state === 'scheduled') return 'scheduled';
  if (intent.state === 'unknown' || intent.state === 'processing') return 'unknown';
  const advice = intent.respCode === null ? null : adviceFor(intent.respCode, intent.respDesc ?? '');
  return cannotBeClosed(payment) || advice === 'cannotClose' || advice === 'unsupported' ? 'cannotClose' : 'notClosed';
}
