/**
 * The words of reconciliation that every part of the console shares: outcomes, legs, kinds, statuses, and the shape of a
 * run's result (docs/reconcile.md). The names in the JSON are the ones of that document, so a stored result and one that
 * an accountant's script reads are the same thing.
 */

/**
 * What a comparison can end in; a closed list.
 *
 * - `OK` same key, kind, amount, status and fee; `OK-TOL` differs only inside a named tolerance; `OK-MAN` a person
 *   matched it (never given by the engine).
 * - `AMT` amounts differ; `PAID` what the customer paid differs (usually a coupon); `FEE` fees differ.
 * - `STAT-UP` they are further than we are; `STAT-DOWN` we say success and they do not; `CLOSE-PAID` we ended it, they have
 *   the money.
 * - `MISS-US` they have it, we do not; `MISS-GW` we have it, they do not; `NO-FILE` the day cannot be compared.
 * - `DUP-GW`, `DUP-US` a key twice on their side or on ours; `DUP-PAY` a customer probably paid twice.
 * - `LATE` both have it, on different days.
 * - `REF-ORPHAN` a refund whose original nobody knows; `REF-OVER` refunds above the original; `REF-PEND` a refund without an
 *   end; `REF-FEE` the returned fee does not follow the rule.
 * - `SETTLE-DIFF`, `BANK-MISS`, `SPLIT-DIFF` settlement, bank and split lines that do not add up.
 * - `UNKNOWN-KIND` a line of a kind or status that we have no word for; `BAD-LINE` a line that cannot be read.
 */
export const outcomes = [
  'OK',
  'OK-TOL',
  'OK-MAN',
  'AMT',
  'PAID',
  'FEE',
  'STAT-UP',
  'STAT-DOWN',
  'MISS-US',
  'MISS-GW',
  'NO-FILE',
  'DUP-GW',
  'DUP-US',
  'DUP-PAY',
  'LATE',
  'REF-ORPHAN',
  'REF-OVER',
  'REF-PEND',
  'REF-FEE',
  'CLOSE-PAID',
  'SETTLE-DIFF',
  'BANK-MISS',
  'SPLIT-DIFF',
  'UNKNOWN-KIND',
  'BAD-LINE',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Outcomes that leave nothing to do. Everything else keeps a day from being clear. */
export const settledOutcomes: readonly Outcome[] = ['OK', 'OK-TOL', 'OK-MAN', 'LATE'];

/** Outcomes whose items wait for a counterpart of another day: they are carried over (product rule: to T+2 and beyond). */
export const carriedOutcomes: readonly Outcome[] = ['MISS-US', 'MISS-GW', 'REF-PEND', 'REF-ORPHAN'];

/** Whose list a statement is. The ledger is compared with each leg for itself. */
export const legs = ['huifu', 'wallet', 'settlement', 'bank', 'split', 'funds'] as const;
export type Leg = (typeof legs)[number];

/** Every file that can be read. `summary` and `*-funds` carry totals and balances, no trades. */
export const statementFormats = [
  'huifu-trade',
  'huifu-settlement',
  'huifu-split',
  'wechat-all',
  'wechat-success',
  'wechat-refund',
  'wechat-legacy',
  'wechat-funds',
  'alipay-detail',
  'alipay-summary',
  'alipay-funds',
  'unionpay-zm',
  'bank',
] as const;
export type StatementFormat = (typeof statementFormats)[number];

/** What moved. The first two are matched with the ledger. */
export const entryKinds = ['payment', 'refund', 'settlement', 'bank', 'split', 'file'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Status of a ledger row or a statement line, in the words of the ledger CSV. */
export const entryStatuses = ['paid', 'refunded', 'processing', 'failed', 'closed'] as const;
export type EntryStatus = (typeof entryStatuses)[number];

/** Which number made a pair, strongest first. `original` is a refund's original, amount and place among its refunds. */
export const pairKeys = ['huifu_number', 'request_number', 'party_order_number', 'wallet_number', 'original'] as const;
export type PairKey = (typeof pairKeys)[number];

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

/** Meaning of a column, for formats whose header has to be learnt. */
export const columnRoles = [
  'trade_date',
  'trade_time',
  'merchant',
  'request_date',
  'request_number',
  'huifu_number',
  'wallet_number',
  'party_order_number',
  'kind',
  'channel',
  'status',
  'amount',
  'paid',
  'net',
  'fee',
  'rate',
  'payer',
  'original_request_date',
  'original_request_number',
  'original_huifu_number',
  'refund_amount',
  'refund_wallet_number',
  'refund_party_order_number',
  'refund_status',
  'settled_date',
  'batch',
  'from_date',
  'to_date',
  'refunded',
  'returned_fee',
  'frozen',
  'receiver',
  'part_amount',
  'money_in',
  'money_out',
  'direction',
  'balance',
  'remark',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** Meanings that are amounts, and therefore need a unit: declared by the title or by a person. */
export const amountRoles: readonly ColumnRole[] = [
  'amount',
  'paid',
  'net',
  'fee',
  'refund_amount',
  'refunded',
  'returned_fee',
  'frozen',
  'part_amount',
  'money_in',
  'money_out',
  'balance',
];

/** Unit of an amount column. Declared by the header or by a person; never guessed from the values. */
export type AmountUnit = 'yuan' | 'fen';

/** How to read a file whose header is not known: made from a suggestion, confirmed by a person. */
export interface HeaderMapping {
  leg: 'huifu' | 'settlement' | 'bank' | 'split';
  /** The header exactly as it stood in the file. Another header is another mapping, and says so. */
  header: string[];
  /** Column title for each meaning. */
  columns: Partial<Record<ColumnRole, string>>;
  /** Unit for each amount column (by meaning) whose title does not declare one. */
  units: Partial<Record<ColumnRole, AmountUnit>>;
  /** Words of the file for kinds and statuses that the console does not know. */
  words: { kind: Record<string, 'payment' | 'refund'>; status: Record<string, EntryStatus> };
  confirmed_by: string;
  confirmed_on: string;
}

/** What a look at a file's beginning says, before anything is compared. */
export interface Inspection {
  file: string;
  entry: string;
  format: StatementFormat | null;
  leg: Leg | null;
  encoding: 'utf-8' | 'gb18030' | 'xlsx' | null;
  header: string[];
  /** The first lines, as text, for the person who confirms a mapping. */
  sample: string[][];
  /** A mapping to confirm; `null` when none is needed. Columns without a declared unit are in `undeclared`. */
  suggestion: HeaderMapping | null;
  undeclared: ColumnRole[];
  problem: FileProblem | null;
}

/** How far a run is. */
export interface RunProgress {
  stage: 'reading' | 'matching' | 'writing';
  bytes: number;
  totalBytes: number;
  lines: number;
  exceptions: number;
}
