import { hash } from 'node:crypto';
import type { Outcome } from '../../shared/domain/reconciliation/outcome.ts';
import type { ReconciliationException } from '../../shared/domain/reconciliation/run.ts';
import type { BusinessDate } from '../../shared/domain/time.ts';
import type { Finding } from '../ledger/interfaces/reconciliation.ts';

/** Outcomes that say something else about an order than whether its two lines agree: both may be true at once. */
const ownFamily: ReadonlySet<Outcome> = new Set([
  'DUP-PAY',
  'DUP-GW',
  'DUP-US',
  'REF-OVER',
  'REF-FEE',
  'SPLIT-DIFF',
  'SETTLE-DIFF',
  'BANK-MISS',
  'NO-FILE',
  'UNKNOWN-KIND',
  'BAD-LINE',
]);

/**
 * Names what a finding is about, not what was found, so that tomorrow's finding about the same order is the same
 * difference with its age, owner and comments. Numbers come first; a line without any is known by its place in its file.
 */
export function createIdentities(day: BusinessDate): (exception: ReconciliationException) => Finding {
  const seen = new Map<string, number>();
  return (exception) => {
    const subject = JSON.stringify([
      exception.leg,
      exception.kind,
      ownFamily.has(exception.outcome) ? exception.outcome : 'pair',
      ...subjectOf(exception, day),
    ]);
    const nth = seen.get(subject) ?? 0;
    seen.set(subject, nth + 1);
    return {
      id: shortHash(nth === 0 ? subject : `${subject}#${nth}`),
      fingerprint: shortHash(JSON.stringify(foundOf(exception))),
      exception,
    };
  };
}

function subjectOf(exception: ReconciliationException, day: BusinessDate): (string | number)[] {
  const { ledger, statement } = exception;
  const request = ledger?.request_number || statement?.request_number || exception.request_number;
  if (request !== '') return [ledger?.request_date || statement?.request_date || '', request];
  const other =
    statement?.huifu_number || statement?.party_order_number || statement?.wallet_number || exception.wallet_number;
  if (other !== '') return [other];
  if (exception.outcome === 'NO-FILE') return [day];
  return [day, exception.file, exception.entry, exception.line];
}

/** What a resolution was given for: the outcome and both sides' amounts and states. */
function foundOf({ outcome, ledger, statement, at_risk_fen }: ReconciliationException): unknown[] {
  return [
    outcome,
    at_risk_fen,
    ledger && [ledger.amount_fen, ledger.fee_fen, ledger.status],
    statement && [statement.amount_fen, statement.paid_fen, statement.fee_millifen, statement.status],
  ];
}

const shortHash = (text: string): string => hash('sha256', text).slice(0, 32);
