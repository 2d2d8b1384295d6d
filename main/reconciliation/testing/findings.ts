import { writeFileSync } from 'node:fs';
import type { Outcome } from '../../../shared/domain/reconciliation/outcome.ts';
import type {
  LedgerEntry,
  ReconciliationException,
  RunSummary,
  StatementEntry,
} from '../../../shared/domain/reconciliation/run.ts';
import { outcomes } from '../../../shared/domain/reconciliation/outcome.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import type { RunEnd } from '../../ledger/interfaces/reconciliation.ts';
import { instant } from '../../../shared/domain/time.ts';
import type { Run } from '../types.ts';

export function ledgerEntry(over: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    line: 2,
    kind: 'payment',
    request_date: '20261101',
    request_number: 'P1',
    huifu_number: '',
    party_order_number: '',
    wallet_number: '',
    original_request_number: '',
    amount_fen: 1000,
    fee_fen: 4,
    status: 'paid',
    event_time: '2026-11-01T12:00:00+08:00',
    ...over,
  };
}

export function statementEntry(over: Partial<StatementEntry> = {}): StatementEntry {
  return {
    leg: 'huifu',
    file: 'trade.csv',
    entry: '',
    line: 2,
    kind: 'payment',
    trade_date: '20261101',
    request_date: '20261101',
    request_number: 'P1',
    huifu_number: '',
    party_order_number: '',
    wallet_number: '4200001',
    original_request_number: '',
    amount_fen: 1000,
    paid_fen: 1000,
    fee_millifen: 4000,
    status: 'paid',
    event_time: '2026-11-01T12:00:00+08:00',
    ...over,
  };
}

/** A finding of the engine as it could be. */
export function exceptionOf(outcome: Outcome, over: Partial<ReconciliationException> = {}): ReconciliationException {
  const number = over.request_number ?? 'P1';
  const both = { request_number: number };
  return {
    outcome,
    leg: 'huifu',
    kind: 'payment',
    request_number: number,
    wallet_number: '',
    file: 'trade.csv',
    entry: '',
    line: 2,
    ledger: outcome === 'MISS-US' ? null : ledgerEntry(both),
    statement: outcome === 'MISS-GW' ? null : statementEntry(both),
    others: [],
    at_risk_fen: 1000,
    key: null,
    suggestion: null,
    open_item: null,
    why: { zh: '原因', en: 'why' },
    todo: { zh: '怎么办', en: 'what to do' },
    ...over,
  };
}

function summaryOf(day: string, over: Partial<RunSummary> = {}): RunSummary {
  const none = { count: 0, sum_fen: 0 };
  return {
    version: 1,
    day,
    sources: [],
    totals: {
      ledger: { payments: none, refunds: none, net_fen: 0 },
      legs: [],
      fee_audit: [],
      settlement: [],
      tolerances: [],
    },
    outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as RunSummary['outcomes'],
    problems: [],
    notices: [],
    verdict: { zh: '结论', en: 'verdict' },
    all_read: true,
    clear: false,
    ...over,
  };
}

export function runEnd(day: BusinessDate, over: Partial<RunSummary> = {}): RunEnd {
  return {
    endedAt: instant(Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T04:00:00Z`) + 86_400_000),
    summary: summaryOf(day, over),
    resultSha256: 'b'.repeat(64),
    matchedSha256: 'c'.repeat(64),
    statements: [],
    matched: 0,
  };
}

/** An engine that finds `count` payments missing in the statement, each of which stays open, and hands them over in batches. */
export function findingMany(count: number, amount = 1000): Run {
  return async (input, options = {}) => {
    const day = input.day ?? '20261101';
    for (let from = 0; from < count; from += BATCH) {
      const numbers = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => `P${from + i}`);
      const states = numbers.map((number) => ({
        id: `open-${number}`,
        first_seen: day,
        age_days: 0,
        confirmed: false,
      }));
      const found = numbers.map((number, i) =>
        exceptionOf('MISS-GW', { request_number: number, at_risk_fen: amount, open_item: states[i]! }),
      );
      options.onExceptions?.(found);
      options.onOpenItems?.(
        found.map(({ outcome, ledger, statement }, i) => {
          const { id, first_seen } = states[i]!;
          return { id, first_seen, outcome, leg: 'huifu' as const, ledger, statement };
        }),
      );
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (input.out !== undefined) writeFileSync(input.out, '{}');
    return summaryOf(day);
  };
}

/** As large as the engine's. */
const BATCH = 1_000;
