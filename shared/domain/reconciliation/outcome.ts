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
