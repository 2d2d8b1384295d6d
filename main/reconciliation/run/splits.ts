import { statusWords } from '../formats/vocabulary.ts';
import { findOnly } from '../match/keyIndex.ts';
import { HUIFU, PAYMENT, REQUEST } from '../rows/rows.ts';
import type { StatementRecord } from '../read/records.ts';
import type { ComparedLeg } from './compare.ts';
import type { Gathered } from './gather.ts';
import { recordsOf } from './settlements.ts';

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
    ({ record }) => !['failed', 'closed'].includes(statusWords[record.text.status ?? ''] ?? ''),
  );
  const groups = Map.groupBy(
    records,
    ({ record: { text } }) => text.huifu_number || `${text.request_date} ${text.request_number}`,
  );
  const found: SplitDifference[] = [];
  for (const group of groups.values()) {
    const { record, part } = group[0]!;
    const parts = group.reduce((sum, one) => sum + (one.record.amounts.part_amount ?? 0), 0);
    const whole = record.amounts.amount ?? tradeAmount(record, huifu);
    if (whole !== null && whole !== parts) found.push({ record, part, parts, whole, others: group.slice(1) });
  }
  return found;
}

function tradeAmount({ text }: StatementRecord, huifu: ComparedLeg | null): number | null {
  if (!huifu) return null;
  const { indexes, rows } = huifu.match.lines;
  const day = Number(text.request_date) || 0;
  for (const [key, number] of [
    [HUIFU, text.huifu_number],
    [REQUEST, text.request_number],
  ] as const) {
    const line = findOnly(indexes[key]!, rows, Buffer.from(number ?? ''), PAYMENT, day);
    if (line >= 0) return rows.amount[line]!;
  }
  return null;
}
