import type { EntryStatus } from '../../../shared/domain/reconciliation/outcome.ts';
import type { BothLanguages, SettlementCheck } from '../../../shared/domain/reconciliation/run.ts';
import { moment, readMoment, shiftDay } from '../bytes/numbers.ts';
import { meaningOf } from '../../../shared/domain/reconciliation/vocabulary.ts';
import type { StatementRecord } from '../read/records.ts';
import { fineYuanText, nothing, say, together, yuanText } from '../report/words.ts';
import type { ComparedLeg } from './compare.ts';
import type { Gathered, GatheredPart } from './gather.ts';
import { noSums, sumsByDay, type DaySums } from './tradeSums.ts';
import { nextWorkingDay } from './workingDays.ts';

/** A settlement with what is wrong with it, in words; empty when nothing is. */
export interface CheckedSettlement {
  check: SettlementCheck;
  part: number;
  detail: BothLanguages;
}

/** The records of a leg, with the part that each is of. */
export function recordsOf(gathered: Gathered, leg: GatheredPart['leg']): { record: StatementRecord; part: number }[] {
  return gathered.parts.flatMap((one, part) =>
    one.leg === leg && one.reading ? one.reading.records.map((record) => ({ record, part })) : [],
  );
}

/** Holds settlements against their own terms, the trades of their days and the bank's lines (product.md §5.6). */
export function checkSettlements(
  gathered: Gathered,
  huifu: ComparedLeg | null,
  holidays: readonly string[],
): CheckedSettlement[] {
  const checked = recordsOf(gathered, 'settlement').map(({ record, part }) => ({
    check: readSettlement(record, gathered, part),
    part,
    detail: nothing,
  }));
  for (const one of checked) checkOwnTerms(one);
  if (huifu) checkTrades(checked, huifu);
  checkBank(checked, gathered, holidays);
  return checked;
}

function readSettlement({ line, text, amounts }: StatementRecord, gathered: Gathered, part: number): SettlementCheck {
  const { file, entry } = gathered.parts[part]!;
  const status = statusOf(gathered.parts[part]!, text.status);
  return {
    file: gathered.files[file]!.label,
    entry,
    line,
    batch: text.batch ?? '',
    settled_on: dayText(text.settled_date),
    from: dayText(text.from_date),
    to: dayText(text.to_date),
    gross_fen: amounts.amount ?? 0,
    refunded_fen: Math.abs(amounts.refunded ?? 0),
    fee_millifen: Math.abs(amounts.fee ?? 0),
    returned_fee_millifen: Math.abs(amounts.returned_fee ?? 0),
    frozen_fen: amounts.frozen ?? 0,
    net_fen: amounts.net ?? 0,
    status: text.status === undefined ? null : status,
    bank: 'inTransit',
    own_ties: amounts.amount === undefined || amounts.net === undefined,
    trades_tie: null,
  };
}

/** A status in the words of its file. */
export function statusOf({ reading }: GatheredPart, word: string | undefined): EntryStatus | null {
  return meaningOf(reading?.recognition.plan?.statusWords ?? {}, word ?? '') ?? null;
}

export function dayText(text: string | undefined): string {
  const bytes = Buffer.from(text ?? '');
  return bytes.length > 0 && readMoment(bytes, 0, bytes.length) ? String(moment.day) : '';
}

/** Trade − fee − refund + returned fee − frozen = settled. */
function checkOwnTerms(one: CheckedSettlement): void {
  const { check } = one;
  const counted =
    (check.gross_fen - check.refunded_fen - check.frozen_fen) * 1_000 -
    check.fee_millifen +
    check.returned_fee_millifen;
  if (!check.own_ties) {
    check.own_ties = counted === check.net_fen * 1_000;
    if (!check.own_ties)
      one.detail = say((of) => of.settle.own, { counted: fineYuanText(counted), stated: yuanText(check.net_fen) });
  }
  if (check.status === 'failed')
    one.detail = together(
      one.detail,
      say((of) => of.settle.failed),
    );
}

/** Batches of the same days share that days' trades: they are held against them together. */
function checkTrades(checked: readonly CheckedSettlement[], huifu: ComparedLeg): void {
  const byDay = sumsByDay(huifu);
  const ranges = Map.groupBy(
    checked.filter(({ check }) => check.from !== '' && check.to >= check.from),
    ({ check }) => `${check.from}-${check.to}`,
  );
  for (const batches of ranges.values()) {
    const { from, to } = batches[0]!.check;
    const counted = noSums();
    let whole = true;
    for (let day = Number(from); day <= Number(to) && whole; day = shiftDay(day, 1)) {
      whole = huifu.covered.has(day);
      add(counted, byDay.get(day) ?? noSums());
    }
    if (!whole) continue;
    const stated = noSums();
    for (const { check } of batches)
      add(stated, {
        gross: check.gross_fen,
        refunded: check.refunded_fen,
        fee: check.fee_millifen,
        returnedFee: check.returned_fee_millifen,
      });
    const detail = differences(stated, counted);
    for (const batch of batches) {
      batch.check.trades_tie = detail === null;
      if (detail) batch.detail = together(batch.detail, detail);
    }
  }
}

function add(sums: DaySums, more: DaySums): void {
  for (const term of Object.keys(sums) as (keyof DaySums)[]) sums[term] += more[term];
}

function differences(stated: DaySums, counted: DaySums): BothLanguages | null {
  const found = (['gross', 'refunded', 'fee', 'returnedFee'] as const)
    .filter((term) => stated[term] !== counted[term])
    .map((term) => {
      const text = term === 'gross' || term === 'refunded' ? yuanText : fineYuanText;
      return say((of) => of.settle[term], { stated: text(stated[term]), counted: text(counted[term]) });
    });
  return found.length > 0 ? together(...found) : null;
}

/** A bank line belongs to a settlement by its amount, its batch in the remark, or else the nearest day. */
function checkBank(checked: readonly CheckedSettlement[], gathered: Gathered, holidays: readonly string[]): void {
  const arrived = recordsOf(gathered, 'bank')
    .map(({ record }) => ({
      day: dayText(record.text.trade_date ?? record.text.trade_time),
      amount: record.amounts.money_in ?? Math.max(0, record.amounts.amount ?? 0),
      remark: record.text.remark ?? '',
      used: false,
    }))
    .filter(({ amount, day }) => amount > 0 && day !== '');
  if (arrived.length === 0) return;
  const last = arrived.reduce((latest, { day }) => (day > latest ? day : latest), '');
  const due = checked
    .filter(({ check }) => check.net_fen > 0 && check.status !== 'failed' && check.settled_on !== '')
    .toSorted((a, b) => (a.check.settled_on < b.check.settled_on ? -1 : 1));
  for (const { check } of due) {
    const latest = String(shiftDay(Number(check.settled_on), 7));
    const fits = arrived.filter(
      ({ used, amount, day }) => !used && amount === check.net_fen && day >= check.settled_on && day <= latest,
    );
    const line = fits.find(({ remark }) => check.batch !== '' && remark.includes(check.batch)) ?? fits[0];
    if (line) {
      line.used = true;
      check.bank = 'arrived';
    } else if (last >= nextWorkingDay(check.settled_on, holidays)) check.bank = 'missing';
  }
}
