import { addDays, toBeijingStamp, type BusinessDate } from '../../../shared/domain/time.ts';
import { shop } from '../practice.ts';
import type { Row } from './rows.ts';

const TRADE_HEADER =
  '交易日期,交易时间,商户号,请求日期,请求流水号,全局流水号,微信支付宝订单号,商户单号,交易类型,支付通道,交易状态,交易金额(元),实付金额(元),结算金额(元),手续费(元),原请求日期,原请求流水号,原全局流水号,备注';
const SETTLE_HEADER =
  '结算日期,结算时间,商户号,结算批次号,结算周期,交易开始日期,交易结束日期,交易金额(元),退款金额(元),手续费(元),退还手续费(元),冻结金额(元),结算金额(元),结算状态,银行卡尾号,备注';
const BOM = '\uFEFF';
const channels = { T: '微信', A: '支付宝', U: '银联', D: '数字人民币' } as const;

/** The trade file: UTF-8 with a mark, CRLF, a summary at the end. Huifu does not publish its own; this is practice's. */
export function tradeFile(rows: readonly Row[]): string {
  let sum = 0;
  let fees = 0;
  for (const row of rows) {
    if (row.amountText !== null || !['消费', '退款'].includes(row.kind)) continue;
    sum += row.isRefund ? -row.amount : row.amount;
    fees += row.isRefund ? -row.fee : row.fee;
  }
  const summary = ['合计', `${rows.length}笔`, ...blanks(9), yuan(sum), '', '', yuan(fees), ...blanks(4)];
  return file(TRADE_HEADER, [...rows.map(tradeCells), summary]);
}

function tradeCells(row: Row): string[] {
  const at = toBeijingStamp(row.at);
  const { original } = row;
  const fee = row.isRefund ? -row.fee : row.fee;
  return [
    at.slice(0, 8),
    at,
    shop.huifuId,
    row.requestDate,
    row.requestNumber,
    row.huifuNumber,
    row.walletNumber,
    row.partyNumber,
    row.kind,
    row.wallet === null ? '其他' : channels[row.wallet],
    row.status,
    row.amountText ?? yuan(row.amount),
    yuan(row.paid),
    yuan(row.credited - row.fee),
    yuan(fee),
    original?.requestDate ?? '',
    original?.requestNumber ?? '',
    original?.huifuNumber ?? '',
    row.goods,
  ];
}

/** One settled day: its trades, settled on the day after. What coupons cost the merchant is held back. */
export interface SettledDay {
  day: BusinessDate;
  rows: readonly Row[];
  /** Added to the settled amount, so that it does not add up. */
  wrongBy: number;
}

export function settlementFile(days: readonly SettledDay[]): string {
  return file(SETTLE_HEADER, days.filter(({ rows }) => rows.some(isDone)).map(settlementCells));
}

const isDone = (row: Row) => row.status === '成功';

function settlementCells({ day, rows, wrongBy }: SettledDay): string[] {
  const done = rows.filter(isDone);
  const sum = (of: (row: Row) => number, refunds: boolean) =>
    done.filter((row) => row.isRefund === refunds).reduce((total, row) => total + of(row), 0);
  const gross = sum((row) => row.amount, false);
  const refunded = sum((row) => row.amount, true);
  const fee = sum((row) => row.fee, false);
  const returned = sum((row) => row.fee, true);
  const coupons = sum((row) => row.amount - row.credited, false) - sum((row) => row.amount - row.credited, true);
  const settledOn = addDays(day, 1);
  return [
    settledOn,
    `${settledOn}163000`,
    shop.huifuId,
    `S${settledOn}000001`,
    'D1',
    day,
    day,
    yuan(gross),
    yuan(refunded),
    yuan(fee),
    yuan(returned),
    yuan(coupons),
    yuan(gross - refunded - fee + returned - coupons + wrongBy),
    '成功',
    '8888',
    coupons === 0 ? '' : '冻结金额为商户承担的优惠',
  ];
}

function file(header: string, lines: readonly string[][]): string {
  return `${BOM}${[header, ...lines.map((cells) => cells.map(quoted).join(','))].join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function blanks(count: number): string[] {
  return Array.from({ length: count }, () => '');
}

export function yuan(fen: number): string {
  const whole = Math.floor(Math.abs(fen) / 100);
  return `${fen < 0 ? '-' : ''}${whole}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
}
