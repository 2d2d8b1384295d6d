import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { err, ok, type Result } from '../../../shared/domain/result.ts';
import type { Cell, SheetRow } from './sheet.ts';

/** A line of a batch as it stands in the file. */
export interface RawLine {
  line: number;
  order: Cell;
  amount: Cell;
  reason: string;
}

type Column = 'order' | 'amount' | 'reason';

/** How the columns may be called; compared without blanks, brackets and case. */
const NAMES: Record<Column, readonly string[]> = {
  order: [
    '单号',
    '订单号',
    '交易单号',
    '请求流水号',
    '全局流水号',
    '商户单号',
    '商户订单号',
    '交易订单号',
    '微信订单号',
    '支付宝交易号',
    'order',
    'orderno',
    'ordernumber',
    'number',
    'requestnumber',
  ],
  amount: ['金额', '退款金额', '退款', 'amount', 'refund', 'refundamount'],
  reason: ['原因', '退款原因', '备注', 'reason', 'note'],
};

/** Longest list of one batch. */
const MAX_BATCH_LINES = 2_000;

/**
 * Finds the columns by the names in the first line. A file without names is taken as order, amount, reason when its first
 * line looks like one.
 */
export function readLines(rows: readonly SheetRow[]): Result<RawLine[], ErrorCode> {
  const [first] = rows;
  if (!first) return err('sheetEmpty');
  const found = columnsOf(first);
  const named = found.order !== undefined && found.amount !== undefined;
  if (!named && !isLine(first)) return err('sheetColumns');
  const columns = named ? found : { order: 0, amount: 1, reason: 2 };
  const lines = named ? rows.slice(1) : rows;
  if (lines.length === 0) return err('sheetEmpty');
  if (lines.length > MAX_BATCH_LINES) return err('sheetTooLong');
  const cell = ({ cells }: SheetRow, column: Column): Cell =>
    cells[columns[column] ?? -1] ?? { text: '', isNumber: false };
  return ok(
    lines.map((row) => ({
      line: row.line,
      order: cell(row, 'order'),
      amount: cell(row, 'amount'),
      reason: cell(row, 'reason').text,
    })),
  );
}

function columnsOf({ cells }: SheetRow): Partial<Record<Column, number>> {
  const titles = cells.map(({ text }) => text.replace(/[\s（）()¥_-]|元|yuan|cny/gi, '').toLowerCase());
  const found: Partial<Record<Column, number>> = {};
  for (const column of ['order', 'amount', 'reason'] as const) {
    const place = titles.findIndex((title) => NAMES[column].includes(title));
    if (place >= 0) found[column] = place;
  }
  return found;
}

/** A number of an order and an amount beside it. */
function isLine({ cells }: SheetRow): boolean {
  return /^[0-9A-Za-z-]{6,}$/.test(cells[0]?.text ?? '') && /^\d+(\.\d+)?$/.test(cells[1]?.text ?? '');
}
