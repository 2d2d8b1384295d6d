import type { Leg, Outcome } from '../../../shared/domain/reconciliation/outcome.ts';
import type {
  BothLanguages,
  LedgerEntry,
  ReconciliationException,
  StatementEntry,
} from '../../../shared/domain/reconciliation/run.ts';
import {
  dayText,
  fill,
  fineYuanText,
  nothing,
  say,
  together,
  words,
  yuanText,
  type ReportWords,
  type Values,
} from './words.ts';

type Facts = Pick<ReconciliationException, 'outcome' | 'leg' | 'ledger' | 'statement' | 'suggestion' | 'open_item'>;

/** Values that only the engine knows, for the middle sentence. */
export interface Extra {
  values?: Values;
  /** Further sentences, at the end. */
  more?: BothLanguages[];
}

/** What we have, what they have, and why that is not settled. */
export function whySentence(facts: Facts, { values = {}, more = [] }: Extra): BothLanguages {
  const { outcome, leg, ledger, statement, suggestion, open_item: open } = facts;
  const both = comparesSides(outcome);
  return together(
    both ? oursSentence(ledger) : nothing,
    both && leg ? theirsSentence(statement, leg) : nothing,
    say((of) => of.why[outcome], { ...differences(ledger, statement), ...(leg && { list: listName(leg) }), ...values }),
    suggestion ? say((of) => of.extra.suggestion, { line: suggestion.line, score: suggestion.score }) : nothing,
    open && open.age_days > 0 && outcome !== 'LATE'
      ? say((of) => of.extra.openSince, { day: dayText(open.first_seen), age: open.age_days })
      : nothing,
    open?.confirmed && outcome !== 'LATE' ? say((of) => of.extra.confirmed) : nothing,
    open && outcome === 'LATE' ? say((of) => of.extra.cleared, { day: dayText(open.first_seen) }) : nothing,
    ...more,
  );
}

export const todoSentence = (outcome: Outcome): BothLanguages => say((of) => of.todo[outcome]);

const listName = (leg: Leg): BothLanguages => ({ zh: words.zh.names.leg[leg], en: words.en.names.leg[leg] });

/** The other outcomes are about a file, a batch or a line that is nobody's. */
function comparesSides(outcome: Outcome): boolean {
  return !['NO-FILE', 'BAD-LINE', 'UNKNOWN-KIND', 'SETTLE-DIFF', 'BANK-MISS', 'SPLIT-DIFF'].includes(outcome);
}

function oursSentence(entry: LedgerEntry | null): BothLanguages {
  if (!entry) return say((of) => of.side.oursNone);
  const fee = entry.fee_fen === null ? null : entry.fee_fen * 1_000;
  return say((of) => of.side.ours, { text: entryText(entry, fee) });
}

function theirsSentence(entry: StatementEntry | null, leg: Leg): BothLanguages {
  const list = listName(leg);
  if (!entry) return say((of) => of.side.theirsNone, { list });
  return say((of) => of.side.theirs, { list, text: entryText(entry, entry.fee_millifen) });
}

function entryText(entry: LedgerEntry | StatementEntry, fee: number | null): BothLanguages {
  const amount = yuanText(entry.amount_fen);
  const feeText = fee === null ? '' : fineYuanText(fee);
  const time = entry.event_time.slice(0, 19).replace('T', ' ');
  const of = (language: keyof BothLanguages): string => {
    const { side, kind, status }: ReportWords = words[language];
    const put = (text: string, values: Values): string => fill(text, values, language);
    return [
      put(side.entry, { kind: kind[entry.kind], amount, status: entry.status ? status[entry.status] : '' }),
      fee === null ? '' : put(side.fee, { fee: feeText }),
      entry.event_time === '' ? '' : put(side.at, { time }),
      entry.request_number ? put(side.number, { number: entry.request_number }) : '',
      !entry.request_number && entry.wallet_number ? put(side.wallet, { number: entry.wallet_number }) : '',
      entry.line > 0 ? put(side.line, { line: entry.line }) : '',
    ].join('');
  };
  return { zh: of('zh'), en: of('en') };
}

function differences(ours: LedgerEntry | null, theirs: StatementEntry | null): Record<string, string> {
  if (!ours || !theirs) return {};
  const paid = theirs.paid_fen ?? theirs.amount_fen;
  const amount =
    theirs.amount_fen !== ours.amount_fen
      ? Math.abs(theirs.amount_fen - ours.amount_fen)
      : Math.abs(paid - theirs.amount_fen);
  const fee = Math.abs((theirs.fee_millifen ?? 0) - (ours.fee_fen ?? 0) * 1_000);
  return {
    difference: amount > 0 ? yuanText(amount) : fineYuanText(fee),
    paid: yuanText(paid),
    ours_day: ours.request_date,
    theirs_day: theirs.trade_date,
  };
}
