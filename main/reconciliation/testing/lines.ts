import type { EntryStatus } from '../../../shared/domain/reconciliation/outcome.ts';
import { isoTime } from '../bytes/numbers.ts';
import type { Trade } from './trade.ts';

export const LEDGER_HEADER =
  'kind,request_date,request_number,huifu_number,party_order_number,wallet_number,original_request_number,amount_fen,fee_fen,status,event_time\n';

export function ledgerLine(trade: Trade): string {
  const { kind, requestDay, requestNumber, huifuNumber, partyNumber, walletNumber, original, amount, fee, status } =
    trade;
  return `${kind},${requestDay},${requestNumber},${huifuNumber},${partyNumber},${walletNumber},${original?.requestNumber ?? ''},${amount},${fee},${status},${isoTime(trade.time)}\n`;
}

export const yuan = (fen: number): string =>
  `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
/** 1/1000 fen with five decimals of yuan. */
export const fineYuan = (millifen: number): string =>
  `${millifen < 0 ? '-' : ''}${Math.floor(Math.abs(millifen) / 100_000)}.${String(Math.abs(millifen) % 100_000).padStart(5, '0')}`;

const clock = (time: number): string => isoTime(time).slice(0, 19).replace('T', ' ');
const stamp = (time: number): string => clock(time).replaceAll(/[- :]/g, '');

/** What a statement line says differently from what happened. */
export interface LineChange {
  amount?: number;
  paid?: number;
  fee?: number;
  kindWord?: string;
  status?: EntryStatus;
  amountText?: string;
  time?: number;
  payer?: string;
}

const huifuStatus = { paid: '成功', refunded: '成功', processing: '处理中', failed: '失败', closed: '已关闭' } as const;
const wechatStatus = {
  paid: 'SUCCESS',
  refunded: 'SUCCESS',
  processing: 'PROCESSING',
  failed: 'FAIL',
  closed: 'FAIL',
} as const;
const channels = { wechat: '微信', alipay: '支付宝', unionpay: '银联' } as const;

/** A line of Huifu's trade file in the practice shape. */
export function huifuLine(trade: Trade, merchant: string, change: LineChange = {}): string {
  const { kind, original } = trade;
  const amount = change.amount ?? trade.amount;
  const paid = change.paid ?? amount;
  const fee = change.fee ?? trade.fee;
  const at = stamp(change.time ?? trade.time);
  const sign = kind === 'refund' && fee > 0 ? '-' : '';
  const net = kind === 'refund' ? amount : amount - fee;
  return `${at.slice(0, 8)},${at},${merchant},${trade.requestDay},${trade.requestNumber},${trade.huifuNumber},${trade.walletNumber},${trade.partyNumber},${change.kindWord ?? (kind === 'refund' ? '退款' : '消费')},${channels[trade.wallet]},${huifuStatus[change.status ?? trade.status]},${change.amountText ?? yuan(amount)},${yuan(paid)},${yuan(net)},${sign}${yuan(fee)},${original?.requestDay ?? ''},${original?.requestNumber ?? ''},${original?.huifuNumber ?? ''},\r\n`;
}

/** A line of WeChat's ALL list. */
export function wechatLine(trade: Trade, merchant: string, change: LineChange = {}): string {
  const refund = trade.kind === 'refund';
  const order = trade.original ?? trade;
  const amount = change.amount ?? trade.amount;
  const fee = change.fee === undefined ? trade.exactFee : change.fee * 1_000;
  const state = wechatStatus[change.status ?? trade.status];
  const values = [
    clock(change.time ?? trade.time),
    'wx2421b1c4370ec43b',
    merchant,
    '0',
    '',
    order.walletNumber,
    order.partyNumber,
    change.payer ?? trade.payer,
    'NATIVE',
    change.kindWord ?? (refund ? 'REFUND' : 'SUCCESS'),
    'OTHERS',
    'CNY',
    refund ? '0.00' : yuan(change.paid ?? amount),
    '0.00',
    refund ? trade.walletNumber : '0',
    refund ? trade.partyNumber : '0',
    refund ? yuan(amount) : '0.00',
    '0.00',
    refund ? 'ORIGINAL' : '',
    refund ? state : '',
    '咖啡, 大杯',
    '',
    `${refund && fee > 0 ? '-' : ''}${fineYuan(fee)}`,
    '0.38%',
    refund ? '0.00' : (change.amountText ?? yuan(amount)),
    refund ? (change.amountText ?? yuan(amount)) : '0.00',
    '',
  ];
  return `${values.map((value) => `\`${value}`).join(',')}\r\n`;
}

/** A line of Alipay's detail list; values are padded with tabs, amounts of refunds negative, the fee is what it costs. */
export function alipayLine(trade: Trade, change: LineChange = {}): string {
  const refund = trade.kind === 'refund';
  const order = trade.original ?? trade;
  const sign = refund ? '-' : '';
  const amount = change.amount ?? trade.amount;
  const fee = change.fee ?? trade.fee;
  const at = clock(change.time ?? trade.time);
  const values = [
    order.walletNumber,
    order.partyNumber,
    change.kindWord ?? (refund ? '退款' : '交易'),
    '咖啡',
    at,
    at,
    '',
    '一号店',
    '',
    '',
    change.payer ?? trade.payer,
    change.amountText ?? `${sign}${yuan(amount)}`,
    `${sign}${yuan(change.paid ?? amount)}`,
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    '0.00',
    '',
    '0.00',
    '0.00',
    refund ? trade.partyNumber : '',
    `${refund || fee === 0 ? '' : '-'}${yuan(fee)}`,
    '0.00',
    '',
  ];
  return `${values.map((value) => `${value}\t`).join(',')}\r\n`;
}
