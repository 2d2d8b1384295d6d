import type { EntryKind, EntryStatus, Leg, Outcome, PairKey, StatementFormat } from './outcome.ts';

/*
 * The shape of a run's result (docs/reconcile.md). The names in the JSON are the ones of that document, so a stored result
 * and one that an accountant's script reads are the same thing.
 */

/** The same sentence in both languages. */
export interface BothLanguages {
  zh: string;
  en: string;
}

/** One row of the ledger CSV. Amounts in fen; `null` or empty means not known. */
export interface LedgerEntry {
  line: number;
  kind: 'payment' | 'refund';
  request_date: string;
  request_number: string;
  huifu_number: string;
  party_order_number: string;
  wallet_number: string;
  original_request_number: string;
  amount_fen: number;
  fee_fen: number | null;
  status: EntryStatus;
  /** ISO 8601 with `+08:00`, or empty. */
  event_time: string;
}

/** One line of a statement, whatever its format. Fees in 1/1000 fen, because WeChat writes five decimals of yuan. */
export interface StatementEntry {
  leg: Leg;
  file: string;
  /** Name inside the archive; empty for a file that is none. */
  entry: string;
  /** Line number as an editor shows it, from 1. */
  line: number;
  kind: EntryKind;
  /** `yyyyMMdd` of the trade as the statement says. */
  trade_date: string;
  request_date: string;
  request_number: string;
  huifu_number: string;
  party_order_number: string;
  wallet_number: string;
  original_request_number: string;
  amount_fen: number;
  paid_fen: number | null;
  fee_millifen: number | null;
  status: EntryStatus | null;
  event_time: string;
}

/** A line of a statement or the ledger by where it stands; the way back to its bytes. */
export interface LinePlace {
  file: string;
  entry: string;
  line: number;
}

/** Something that is not settled, with everything a person needs to settle it. */
export interface ReconciliationException {
  outcome: Outcome;
  /** Whose statement disagrees; `null` when it is about the ledger file itself. */
  leg: Leg | null;
  kind: EntryKind;
  request_number: string;
  wallet_number: string;
  /** The statement's file and line; the ledger's where there is no statement line. Line 0: the file as a whole. */
  file: string;
  entry: string;
  line: number;
  ledger: LedgerEntry | null;
  statement: StatementEntry | null;
  /** Further lines of the same group: the other lines of a doubled key, the payment that was made twice. */
  others: LinePlace[];
  /** Money that depends on it, in fen. */
  at_risk_fen: number;
  /** How the two were found to belong together; `null` when nothing was. */
  key: PairKey | null;
  /** A counterpart that looks right by amount and time. A person confirms it; the engine never does. */
  suggestion: Suggestion | null;
  /** Open item that this continues, with its age, or the start of a new one. */
  open_item: OpenItemState | null;
  why: BothLanguages;
  todo: BothLanguages;
}

export interface Suggestion extends LinePlace {
  /** 0 to 100: how near in time, of at most 120 s. */
  score: number;
}

export interface OpenItemState {
  /** The same in every run for as long as the item is open. */
  id: string;
  first_seen: string;
  /** Whole days between `first_seen` and the day of the run. */
  age_days: number;
  /** True once T+2 has passed: no longer a matter of the day's cut-off. */
  confirmed: boolean;
}

/** An item that one run leaves for the next. Self-contained: the next run needs no file of this one. */
export interface OpenItem {
  id: string;
  first_seen: string;
  outcome: Outcome;
  leg: Leg;
  ledger: LedgerEntry | null;
  statement: StatementEntry | null;
}

/** A pair that is settled, for the list of matched lines. */
export interface MatchedPair {
  outcome: Outcome;
  leg: Leg;
  key: PairKey;
  ledger_line: number;
  file: string;
  entry: string;
  line: number;
  kind: 'payment' | 'refund';
  request_number: string;
  amount_fen: number;
  ours_fee_millifen: number | null;
  theirs_fee_millifen: number | null;
}

/** What is wrong with a file as a whole. All but `totals` and `balance` mean that something stayed unread. */
const fileProblems = [
  'unreadable',
  'empty',
  'encoding',
  'notRecognised',
  'needsMapping',
  'headerChanged',
  'truncated',
  'summaryMissing',
  'archive',
  'archivePath',
  'archiveBomb',
  'partMissing',
  'partTwice',
  'wrongMerchant',
  'wrongDay',
  'changed',
  'spoiledNumbers',
  'totals',
  'balance',
] as const;
export type FileProblemCode = (typeof fileProblems)[number];

export interface FileProblem {
  code: FileProblemCode;
  file: string;
  entry: string;
  line: number;
  /** Whether lines may have stayed unread because of it. */
  unread: boolean;
  why: BothLanguages;
  todo: BothLanguages;
}

/** One file as it was read: the statements in the order in which they were given, and the ledger last. */
export interface Source {
  file: string;
  role: 'statement' | 'ledger';
  sha256: string;
  bytes: number;
  /** Detail lines: without header, summary and comment lines. */
  lines: number;
  leg: Leg | null;
  /** What was found in it; several for an archive with several files. */
  parts: SourcePart[];
}

export interface SourcePart {
  entry: string;
  format: StatementFormat | null;
  encoding: 'utf-8' | 'gb18030' | 'xlsx' | null;
  lines: number;
  bad_lines: number;
  /** Trade dates that occur in it, first and last. */
  from: string;
  to: string;
  merchants: string[];
  summary: ControlTotal[];
  /** Columns that are there and were not used. */
  unused: string[];
}

/** A total that a file states about itself, next to what its lines add up to. Text, because units differ. */
export interface ControlTotal {
  name: string;
  stated: string;
  counted: string;
  ties: boolean;
}

/** Count and sum of one group; the sum in fen. */
export interface CountAndSum {
  count: number;
  sum_fen: number;
}

/** One leg's accounts. On both sides the groups add up to the whole: nothing lost, nothing counted twice. */
export interface LegTotals {
  leg: Leg;
  days: string[];
  statement: {
    payments: CountAndSum;
    refunds: CountAndSum;
    by_outcome: Partial<Record<Outcome | 'NOT-DUE' | 'OTHER-DAY', CountAndSum>>;
  };
  ledger: {
    payments: CountAndSum;
    refunds: CountAndSum;
    by_outcome: Partial<Record<Outcome | 'NOT-DUE' | 'OTHER-LEG' | 'OTHER-DAY', CountAndSum>>;
  };
  ties: boolean;
  fees: {
    compared: number;
    ours_millifen: number;
    theirs_millifen: number;
    difference_millifen: number;
    /** What rounding alone could add up to: half a fen for each line. */
    limit_millifen: number;
    /** All differences have one sign: a rate, not rounding. */
    one_sided: boolean;
  };
  /** Carry-over: opening + new − cleared = closing. */
  open_items: { opening: number; new: number; cleared: number; closing: number; ties: boolean };
}

export interface RunTotals {
  ledger: { payments: CountAndSum; refunds: CountAndSum; net_fen: number };
  legs: LegTotals[];
  fee_audit: FeeAudit[];
  settlement: SettlementCheck[];
  tolerances: { name: string; limit: string; since: string }[];
}

export const roundingRules = ['floor', 'half-up', 'half-even'] as const;
export type RoundingRule = (typeof roundingRules)[number];

/** Which rate and rounding explain the fees of one channel. */
export interface FeeAudit {
  leg: Leg;
  channel: string;
  /** In millionths: 3,800 is 0.38 %. `null` when no rate explains the lines. */
  rate_ppm: number | null;
  rate_source: 'contract' | 'column' | 'discovered';
  lines: number;
  rules: { rule: RoundingRule; explained: number }[];
  /** The rule applied once to the day's sum. */
  per_day: { rule: RoundingRule; fee_millifen: number; ties: boolean }[];
  charged_millifen: number;
  best: RoundingRule | null;
  /** The first lines that the best rule does not explain. */
  misfits: (LinePlace & { amount_fen: number; fee_millifen: number; expected_millifen: number })[];
  misfit_count: number;
}

/** One settlement batch against the trades of its days and against the bank. */
export interface SettlementCheck extends LinePlace {
  batch: string;
  settled_on: string;
  from: string;
  to: string;
  gross_fen: number;
  refunded_fen: number;
  fee_millifen: number;
  returned_fee_millifen: number;
  frozen_fen: number;
  net_fen: number;
  status: EntryStatus | null;
  /** `inTransit`: the bank line is not due yet, or no bank lines were given. */
  bank: 'arrived' | 'missing' | 'inTransit';
  /** The line's own terms add up, and the trades of its days do; `null` when the days are not all there. */
  own_ties: boolean;
  trades_tie: boolean | null;
}

/** Everything about a run but its lists. */
export interface RunSummary {
  version: 1;
  day: string;
  sources: Source[];
  totals: RunTotals;
  outcomes: Record<Outcome, number>;
  problems: FileProblem[];
  /** Worth knowing, and no reason to stop: columns in another order, columns that nobody asked about. */
  notices: BothLanguages[];
  verdict: BothLanguages;
  /** Whether every line of every file was read and understood. */
  all_read: boolean;
  clear: boolean;
}

/** The JSON that a run writes. */
export interface RunResult extends RunSummary {
  exceptions: ReconciliationException[];
  /** Every pair that is equal only within a tolerance: listed, never silent. */
  tolerated: MatchedPair[];
  open_items: OpenItem[];
}
/** How far a run is. */
export interface RunProgress {
  stage: 'reading' | 'matching' | 'writing';
  bytes: number;
  totalBytes: number;
  lines: number;
  exceptions: number;
}
