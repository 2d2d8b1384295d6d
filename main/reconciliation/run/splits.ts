import { findMany } from '../match/findMany.ts';
import { HUIFU, PAYMENT, REQUEST } from '../rows/rows.ts';
import type { StatementRecord } from '../read/records.ts';
import type { ComparedLeg } from './compare.ts';
import type { Gathered } from './gather.ts';
import { recordsOf, statusOf } from './settlements.ts';

/** A transaction whose parts are not the whole. */
export interface SplitDifference {
  record: StatementRecord;
  part: number;
  parts: number;
  whole: number;
  others: { record: StatementRecord; part: number }[];
}

/** Adds up split lines by transaction; the whole is what the list itself says, or Huifu's trade. */
export function checkSplits(gathered: Gathered, huifu: ComparedLeg | null): SplitDifference[] {
  const records = recordsOf(gathered, 'split').filter(
    ({ record, part }) => !['failed', 'closed'].includes(statusOf(gathered.parts[part]!, record.text.status) ?? ''),
  );
  const groups = [
    ...Map.groupBy(
      records,
      ({ record: { text } }) => text.huifu_number || `${text.request_date} ${text.request_number}`,
    ).values(),
  ];
  const amounts = tradeAmounts(
    groups.map(([first]) => first!.record),
    huifu,
  );
  return groups.flatMap((group, at) => {
    const { record, part } = group[0]!;
    const parts = group.reduce((sum, one) => sum + (one.record.amounts.part_amount ?? 0), 0);
    const whole = record.amounts.amount ?? amounts[at] ?? null;
    return whole === null || whole === parts ? [] : [{ record, part, parts, whole, others: group.slice(1) }];
  });
}

/** What Huifu's list says each transaction was; `null` where it does not have it. */
function tradeAmounts(records: readonly StatementRecord[], huifu: ComparedLeg | null): (number | null)[] {
  if (!huifu || records.length === 0) return records.map(() => null);
  const { rows } = huifu.match.lines;
  const find = (key: number, numbers: readonly (string | undefined)[]): Int32Array =>
    findMany(
      rows,
      key,
      numbers.map((number, at) => ({
        bytes: Buffer.from(number ?? ''),
        kind: PAYMENT,
        day: Number(records[at]!.text.request_date) || 0,
      })),
    );
  const byHuifu = find(
    HUIFU,
    records.map(({ text }) => text.huifu_number),
  );
  const byRequest = find(
    REQUEST,
    records.map(({ text }) => text.request_number),
  );
  return records.map((_, at) => {
    const line = byHuifu[at]! >= 0 ? byHuifu[at]! : byRequest[at]!;
    return line >= 0 ? rows.amount[line]! : null;
  });
}
