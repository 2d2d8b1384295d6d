import type { ReactNode } from 'react';
import { fen } from '../../../../shared/domain/money.ts';
import type { Difference } from '../../../../shared/domain/difference.ts';
import { startOfBusinessDate, type BusinessDate } from '../../../../shared/domain/time.ts';
import { dayText } from '../../../app/amounts.ts';
import type { Words } from '../../../app/words.ts';
import type { TableColumn } from '../../../components/DataTable.tsx';
import { Money } from '../../../components/Money.tsx';
import { NumberKey } from '../../../components/NumberKey.tsx';
import { DifferenceStateTag, OutcomeTag } from '../OutcomeTag.tsx';

export const differenceColumns = [
  'outcome',
  'atRisk',
  'amount',
  'leg',
  'number',
  'day',
  'age',
  'state',
  'owner',
] as const;
type DifferenceColumn = (typeof differenceColumns)[number];

const WIDTHS: Record<DifferenceColumn, number> = {
  outcome: 250,
  atRisk: 110,
  amount: 110,
  leg: 96,
  number: 118,
  day: 104,
  age: 76,
  state: 104,
  owner: 90,
};

/** Whole days from the first finding to today. */
function ageOf(day: BusinessDate, today: BusinessDate): number {
  return Math.max(0, Math.round((startOfBusinessDate(today) - startOfBusinessDate(day)) / 86_400_000));
}

export function differenceTable(words: Words<'reconciliation'>, today: BusinessDate): TableColumn<Difference>[] {
  const cells: Record<DifferenceColumn, (row: Difference) => ReactNode> = {
    outcome: (row) => <OutcomeTag outcome={row.outcome} />,
    atRisk: (row) => <Money fen={fen(row.atRisk)} />,
    amount: (row) => <Money fen={fen(Math.abs(row.amount))} />,
    leg: (row) => (row.leg ? words(`leg.${row.leg}`) : '—'),
    number: (row) => <NumberKey text={row.requestNumber || row.walletNumber || null} />,
    day: (row) => dayText(row.day),
    age: (row) => words('ageDays', { count: ageOf(row.day, today) }),
    state: (row) => <DifferenceStateTag state={row.state} />,
    owner: (row) =>
      row.ownerId === null ? <span className="hc-soft">—</span> : row.ownerName || words('note.someone'),
  };
  return differenceColumns.map((id) => ({
    id,
    header: words(`list.column.${id}`),
    size: WIDTHS[id],
    meta: {
      ...(id === 'atRisk' || id === 'amount' ? { align: 'end' as const } : {}),
      ...(id === 'outcome' ? { grow: true } : {}),
    },
    cell: ({ row }) => cells[id](row.original),
  }));
}
