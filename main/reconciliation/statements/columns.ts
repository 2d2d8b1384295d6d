import type { AmountUnit, HeaderMapping } from '../../../shared/domain/reconciliation/mapping.ts';

/** Which columns of a table name a transaction and carry its amount: enough to say what two versions of it differ in. */
export interface Columns {
  /** Line number of the header. */
  line: number;
  count: number;
  amount: number;
  amountTitle: string;
  unit: AmountUnit;
  /** Where it says whether it is a refund; `null` where nothing does. */
  kind: number | null;
  keys: number[];
}

/** Amount columns by header, the first that is there; a settlement's own amount before those of its trades. */
const AMOUNTS = [
  ['结算批次号', '结算金额(元)'],
  ['', '交易金额(元)'],
  ['', '应结订单金额'],
  ['', '总金额'],
  ['', '订单金额(元)'],
  ['', '收支金额(元)'],
] as const;
const KEYS = [
  '全局流水号',
  '请求流水号',
  '结算批次号',
  '微信订单号',
  '微信退款单号',
  '支付宝交易号',
  '退款批次号/请求号',
  '资金流水单号',
];
const KINDS = ['交易类型', '业务类型'];

/** Cells of one line of CSV; guards that spreadsheets need (backtick, tab, blank) are taken off. */
export function splitCells(text: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= text.length) {
    if (text[at] === '"') {
      let cell = '';
      for (at += 1; at < text.length; at += 1) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      cells.push(plain(cell));
      const comma = text.indexOf(',', at);
      at = comma < 0 ? text.length + 1 : comma + 1;
      continue;
    }
    const comma = text.indexOf(',', at);
    const end = comma < 0 ? text.length : comma;
    cells.push(plain(text.slice(at, end)));
    at = end + 1;
  }
  return cells;
}

function plain(cell: string): string {
  return cell
    .trim()
    .replace(/^[\uFEFF`']+/, '')
    .trim();
}

function sameTitle(title: string): string {
  return title.replace(/\s+/g, '').replaceAll('（', '(').replaceAll('）', ')');
}

/** The columns, if this line is a header that we know or that a person has mapped; else `null`. */
export function columnsOf(cells: string[], line: number, mappings: readonly HeaderMapping[]): Columns | null {
  if (cells.length < 3) return null;
  const titles = cells.map(sameTitle);
  const at = (title: string) => titles.indexOf(sameTitle(title));
  const mapping = mappings.find(({ header }) => header.map(sameTitle).join('\n') === titles.join('\n'));
  const found = mapping ? mappedAmount(mapping) : knownAmount(at);
  if (!found || at(found.title) < 0) return null;
  const { huifu_number: huifu, request_number: request, batch } = mapping?.columns ?? {};
  const keys = [...KEYS, huifu, request, batch].filter((title) => title !== undefined).map(at);
  return {
    line,
    count: cells.length,
    amount: at(found.title),
    amountTitle: found.title,
    unit: found.unit,
    kind: [mapping?.columns.kind ?? '', ...KINDS].map(at).find((index) => index >= 0) ?? null,
    keys: [...new Set(keys.filter((index) => index >= 0))],
  };
}

function knownAmount(at: (title: string) => number): { title: string; unit: AmountUnit } | null {
  const found = AMOUNTS.find(([beside, title]) => at(title) >= 0 && (beside === '' || at(beside) >= 0));
  return found ? { title: found[1], unit: 'yuan' } : null;
}

function mappedAmount({ columns, units }: HeaderMapping): { title: string; unit: AmountUnit } | null {
  const title = columns.amount ?? columns.net;
  if (title === undefined) return null;
  const unit = units.amount ?? units.net ?? (title.includes('分') ? 'fen' : 'yuan');
  return { title, unit };
}

/** A line of the table itself: as many cells as the header, and neither a comment nor a sum. */
export function isDetail(cells: string[], { count }: Columns): boolean {
  return cells.length === count && !/^(#|合计|总|小计)/.test(cells[0] ?? '');
}

export function keyOf(cells: string[], { keys }: Columns): string {
  const values = keys.map((index) => cells[index] ?? '');
  return values.every((value) => value === '' || value === '0') ? '' : values.join('\n');
}

/** The amount with its sign, in fen; `null` when it has no exact value in fen. A refund counts as negative, however it is written. */
export function amountIn(cells: string[], { amount, unit, kind }: Columns): number | null {
  const match = /^([+-]?)(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec((cells[amount] ?? '').replaceAll(',', ''));
  if (!match || (unit === 'fen' && match[3] !== undefined)) return null;
  const fen = unit === 'fen' ? Number(match[2]) : Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  const isRefund = kind !== null && (cells[kind] ?? '').includes('退款');
  return match[1] === '-' || isRefund ? -fen : fen;
}
