import type { ColumnRole, HeaderMapping, Inspection } from '../../../shared/domain/reconciliation/mapping.ts';
import type { StatementFormat } from '../../../shared/domain/reconciliation/outcome.ts';
import type { StatementKind, StatementPeriod } from '../../../shared/domain/statement.ts';
import { parseBusinessDate } from '../../../shared/domain/time.ts';
import type { StatementLabel } from '../../ledger/interfaces/statements.ts';

const kinds: Partial<Record<StatementFormat, StatementKind>> = {
  'huifu-trade': 'trade',
  'huifu-settlement': 'settlement',
  'huifu-split': 'split',
};

/** Columns that tell the day, in the order in which they are believed. */
const DATES = ['交易结束日期', '交易日期', '交易时间', '完成时间', '发生时间', '记账时间', '结算日期', '日期', '时间'];

const DATE_ROLES: readonly ColumnRole[] = ['to_date', 'trade_date', 'trade_time', 'settled_date'];

export const nothingKnown: StatementLabel = { kind: null, format: null, leg: null, period: null };

/**
 * What a file is and which day it is about, by what stands in it: never by its name, which carries the day on which the file
 * was made (product.md §4.5). The day of its first lines counts.
 *
 * @param mappings what a person has confirmed of headers that tell nothing by themselves
 */
export function labelOf(inspections: readonly Inspection[], mappings: readonly HeaderMapping[] = []): StatementLabel {
  const found = inspections.find(({ format }) => format !== null) ?? inspections[0];
  if (!found) return nothingKnown;
  const { format, leg } = found;
  const kind = (format && kinds[format]) ?? null;
  return { kind, format, leg, period: periodOf(found, mappings) };
}

function periodOf({ header, sample }: Inspection, mappings: readonly HeaderMapping[]): StatementPeriod | null {
  const titles = header.map((title) => title.replace(/[\s`'\uFEFF]/g, ''));
  const mapping = mappings.find((one) => one.header.join('\0') === header.join('\0'));
  const told = DATE_ROLES.map((role) => header.indexOf(mapping?.columns[role] ?? ''));
  const named = DATES.map((title) => titles.findIndex((one) => one.includes(title)));
  const columns = (mapping ? told : named).filter((index) => index >= 0);
  for (const row of sample) {
    if (row.length < 2) continue;
    for (const index of columns) {
      const day = dayIn(row[index] ?? '');
      if (day !== null) return day;
    }
  }
  return null;
}

function dayIn(text: string): StatementPeriod | null {
  const match = /^[\s`'\t]*(20\d\d)[-/.年]?(\d\d)[-/.月]?(\d\d)/.exec(text);
  const day = match ? parseBusinessDate(match.slice(1, 4).join('')) : null;
  return day as string | null as StatementPeriod | null;
}
