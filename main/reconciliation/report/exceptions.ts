import type { EntryKind } from '../../../shared/domain/reconciliation/outcome.ts';
import type {
  BothLanguages,
  LinePlace,
  OpenItem,
  ReconciliationException,
  StatementEntry,
} from '../../../shared/domain/reconciliation/run.ts';
import { carriedOutcomes, pairKeys } from '../../../shared/domain/reconciliation/outcome.ts';
import { TWICE_WITHIN_SECONDS } from '../match/twice.ts';
import { beijingSeconds, shiftDay } from '../bytes/numbers.ts';
import { OPEN_PART, openItemId, openState } from '../run/openItems.ts';
import type { ComparedLeg } from '../run/compare.ts';
import type { Gathered } from '../run/gather.ts';
import type { Draft } from './drafts.ts';
import { ledgerEntry, statementEntry } from './entries.ts';
import { todoSentence, whySentence, type Extra } from './sentences.ts';
import { dayText, fineYuanText, say, yuanText } from './words.ts';

export interface ReportContext {
  gathered: Gathered;
  ledgerFile: string;
  /** Day of the run as a number. */
  day: number;
}

/** Puts one draft into words, with both rows and the places of all lines. */
export function renderException(draft: Draft, context: ReportContext): ReconciliationException {
  if (draft.bad) return renderBadLine(draft, context);
  if (draft.settlement || draft.split) return renderRecord(draft, context);
  if (draft.fees) return renderFees(draft);
  const { outcome, leg, compared, line, row, risk } = draft;
  const match = compared?.match;
  const ledger = match && row >= 0 ? ledgerEntry(match.ledger.rows, row) : null;
  const statement = match && line >= 0 ? lineEntry(compared, line, context) : null;
  const suggestion = match && line >= 0 ? suggestionOf(compared, line, context) : null;
  const place: LinePlace = statement ?? { file: context.ledgerFile, entry: '', line: ledger?.line ?? 0 };
  const facts = { outcome, leg, ledger, statement, suggestion, open_item: openOf(draft, context) };
  return {
    outcome,
    leg,
    kind: kindOf(draft),
    request_number: ledger?.request_number || statement?.request_number || '',
    wallet_number: ledger?.wallet_number || statement?.wallet_number || '',
    file: place.file,
    entry: place.entry,
    line: place.line,
    ledger,
    statement,
    others: othersOf(draft, context),
    at_risk_fen: risk,
    key: match && line >= 0 && row >= 0 && !draft.lines ? pairKeys[match.keyOf[line]!]! : null,
    suggestion,
    open_item: facts.open_item,
    why: whySentence(facts, extraOf(draft, context)),
    todo: todoSentence(outcome),
  };
}

function kindOf({ outcome, compared, line, row }: Draft): EntryKind {
  if (outcome === 'NO-FILE' || !compared) return 'file';
  const { match } = compared;
  const code = line >= 0 ? match.lines.rows.kind[line] : match.ledger.rows.kind[row];
  return code === 0 ? 'payment' : 'refund';
}

/** A line of today's files, or one that an earlier day left open. */
export function lineEntry({ match, adopted }: ComparedLeg, line: number, { gathered }: ReportContext): StatementEntry {
  const { rows } = match.lines;
  if (rows.part[line] === OPEN_PART) return adopted.lines.get(line)!.statement!;
  const { file, entry } = gathered.parts[rows.part[line]!]!;
  return statementEntry(rows, line, { leg: match.leg, file: gathered.files[file]!.label, entry });
}

function suggestionOf({ match }: ComparedLeg, line: number, { ledgerFile }: ReportContext) {
  const found = match.suggestedRow.get(line);
  return found ? { file: ledgerFile, entry: '', line: match.ledger.rows.line[found.row]!, score: found.score } : null;
}

function othersOf({ compared, lines = [], rows = [], line, row }: Draft, context: ReportContext): LinePlace[] {
  if (!compared) return [];
  const { match } = compared;
  const earlier = match.paidBefore.get(line);
  const places = [...lines, ...(earlier === undefined ? [] : [earlier])]
    .filter((one) => one !== line)
    .map((one) => placeOf(lineEntry(compared, one, context)));
  const ours = rows
    .filter((one) => one !== row)
    .map((one) => ({ file: context.ledgerFile, entry: '', line: match.ledger.rows.line[one]! }));
  return [...places, ...ours];
}

const placeOf = ({ file, entry, line }: LinePlace): LinePlace => ({ file, entry, line });

/** The open item that an exception continues or begins. */
function openOf({ outcome, leg, compared, line, row, lines }: Draft, context: ReportContext) {
  if (!compared || !leg || lines) return null;
  const known = itemOf(compared, line, row);
  if (known) return openState(known.id, known.first_seen, context.day);
  if (!carriedOutcomes.includes(outcome)) return null;
  const entry = row >= 0 ? ledgerEntry(compared.match.ledger.rows, row) : lineEntry(compared, line, context);
  return openState(openItemId(leg, entry), String(context.day), context.day);
}

function itemOf({ adopted }: ComparedLeg, line: number, row: number): OpenItem | undefined {
  return (row >= 0 ? adopted.rows.get(row) : undefined) ?? (line >= 0 ? adopted.lines.get(line) : undefined);
}

const MIDNIGHT_SECONDS = 300;

function extraOf({ outcome, compared, line, row, lines, rows, day, count }: Draft, context: ReportContext): Extra {
  if (outcome === 'NO-FILE') return { values: { day: dayText(day ?? 0), count: count ?? 0 } };
  if (!compared) return {};
  const { match } = compared;
  if (outcome === 'DUP-GW') return { values: { count: lines!.length } };
  if (outcome === 'DUP-US') return { values: { count: rows!.length } };
  if (outcome === 'DUP-PAY') return { values: { seconds: TWICE_WITHIN_SECONDS } };
  if (outcome === 'REF-FEE') {
    const theirs = match.lines.rows.fee[line]!;
    return { values: { theirs_fee: fineYuanText(theirs), expected: fineYuanText(match.expectedFee.get(line) ?? 0) } };
  }
  if (outcome === 'REF-OVER') return { values: { original: yuanText(match.originalAmount.get(line) ?? 0) } };
  const more: BothLanguages[] = [];
  if (outcome === 'MISS-GW') {
    const time = match.ledger.rows.time[row]!;
    const end = beijingSeconds(shiftDay(match.ledger.rows.requestDay[row]!, 1), 0);
    if (time >= 0 && Math.abs(end - time) <= MIDNIGHT_SECONDS) more.push(say((of) => of.extra.nearMidnight));
    const unread = context.gathered.parts.reduce(
      (sum, part) => sum + (part.leg === match.leg ? (part.reading?.bad.length ?? 0) : 0),
      0,
    );
    if (unread > 0) more.push(say((of) => of.extra.unread, { count: unread }));
  }
  if (match.ambiguous.has(line)) more.push(say((of) => of.extra.ambiguous));
  return { more };
}

const blank = {
  request_number: '',
  wallet_number: '',
  ledger: null,
  statement: null,
  others: [],
  key: null,
  suggestion: null,
  open_item: null,
} as const;

function renderBadLine({ outcome, leg, bad }: Draft, { gathered, ledgerFile }: ReportContext): ReconciliationException {
  const { part, line, reason } = bad!;
  const found = gathered.parts[part];
  const what = say((of) => of.bad[reason]);
  return {
    ...blank,
    outcome,
    leg,
    kind: 'file',
    file: found ? gathered.files[found.file]!.label : ledgerFile,
    entry: found?.entry ?? '',
    line,
    others: [],
    at_risk_fen: 0,
    why: say((of) => of.why[outcome], { line, what }),
    todo: todoSentence(outcome),
  };
}

/** The day's fees as a whole. */
function renderFees({ outcome, leg, fees, risk }: Draft): ReconciliationException {
  const { compared, difference_millifen: difference, limit_millifen: limit } = fees!;
  const values = { count: compared, difference: fineYuanText(difference), limit: fineYuanText(limit) };
  return {
    ...blank,
    outcome,
    leg,
    kind: 'file',
    file: '',
    entry: '',
    line: 0,
    others: [],
    at_risk_fen: risk,
    why: say((of) => of.extra.rateError, values),
    todo: todoSentence(outcome),
  };
}

/** Settlements and splits: a line of a short list, and what does not add up about it. */
function renderRecord(
  { outcome, leg, settlement, split, risk }: Draft,
  { gathered }: ReportContext,
): ReconciliationException {
  const place = (part: number, line: number): LinePlace => {
    const { file, entry } = gathered.parts[part]!;
    return { file: gathered.files[file]!.label, entry, line };
  };
  if (split) {
    const { record, part, parts, whole, others } = split;
    const values = { parts: yuanText(parts), whole: yuanText(whole), difference: yuanText(Math.abs(parts - whole)) };
    return {
      ...blank,
      outcome,
      leg,
      kind: 'split',
      ...place(part, record.line),
      request_number: record.text.request_number ?? '',
      others: others.map((one) => place(one.part, one.record.line)),
      at_risk_fen: risk,
      why: say((of) => of.why['SPLIT-DIFF'], values),
      todo: todoSentence(outcome),
    };
  }
  const { check, part, detail } = settlement!;
  return {
    ...blank,
    outcome,
    leg,
    kind: outcome === 'BANK-MISS' ? 'bank' : 'settlement',
    ...place(part, check.line),
    statement: settlementEntry(settlement!),
    others: [],
    at_risk_fen: risk,
    why: say((of) => of.why[outcome], { batch: check.batch, detail, amount: yuanText(check.net_fen) }),
    todo: todoSentence(outcome),
  };
}

function settlementEntry({ check }: NonNullable<Draft['settlement']>): StatementEntry {
  return {
    leg: 'settlement',
    file: check.file,
    entry: check.entry,
    line: check.line,
    kind: 'settlement',
    trade_date: check.settled_on,
    request_date: '',
    request_number: check.batch,
    huifu_number: '',
    party_order_number: '',
    wallet_number: '',
    original_request_number: '',
    amount_fen: check.net_fen,
    paid_fen: null,
    fee_millifen: check.fee_millifen,
    status: check.status,
    event_time: '',
  };
}
