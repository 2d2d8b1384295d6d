import { addDays, toBeijingStamp, type BusinessDate, type Instant } from '../../../shared/domain/time.ts';
import { encodeGbk } from './gbk.ts';
import { yuan } from './huifu.ts';
import type { Row } from './rows.ts';
import { zipOf } from './zip.ts';

const WECHAT_HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const WECHAT_TOTALS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const ALIPAY_HEADER =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';
const MERCHANT = '1900000109';

/** WeChat's own list of the day's trades (product.md §4.2): every value behind a backtick, fees with five decimals. */
export function wechatBill(rows: readonly Row[]): Buffer {
  const own = rows.filter(({ wallet }) => wallet === 'T');
  const sums = { settled: 0, refunded: 0, fee: 0, orders: 0 };
  const lines = own.map((row) => {
    const order = row.original ?? row;
    const fee = exactFee(row);
    sums.fee += fee;
    if (row.isRefund) sums.refunded += row.amount;
    else {
      sums.settled += row.credited;
      sums.orders += row.amount;
    }
    const refund = row.isRefund;
    return ticked([
      clock(row.at),
      'wx0000000000000001',
      MERCHANT,
      '0',
      '',
      order.walletNumber,
      order.partyNumber,
      row.payer,
      'JSAPI',
      refund ? 'REFUND' : 'SUCCESS',
      'OTHERS',
      'CNY',
      refund ? '0.00' : yuan(row.credited),
      refund ? '0.00' : yuan(row.amount - row.paid),
      refund ? row.walletNumber : '0',
      refund ? row.partyNumber : '0',
      refund ? yuan(row.amount) : '0.00',
      '0.00',
      refund ? 'ORIGINAL' : '',
      refund ? (row.status === '成功' ? 'SUCCESS' : 'PROCESSING') : '',
      row.goods,
      '',
      fine(fee),
      '0.38%',
      refund ? '0.00' : yuan(row.amount),
      refund ? yuan(row.amount) : '0.00',
      '',
    ]);
  });
  const { settled, refunded, fee, orders } = sums;
  const totals = [String(own.length), yuan(settled), yuan(refunded), '0.00', fine(fee), yuan(orders), yuan(refunded)];
  return Buffer.from([WECHAT_HEADER, ...lines, WECHAT_TOTALS, ticked(totals), ''].join('\r\n'));
}

/** Alipay's 业务明细 of the day (product.md §4.3): GBK in a zip, values padded with tabs, refunds and fees negative. */
export function alipayBill(rows: readonly Row[], day: BusinessDate): Buffer {
  const own = rows.filter(({ wallet }) => wallet === 'A');
  const paid = own.filter(({ isRefund }) => !isRefund);
  const back = own.filter(({ isRefund }) => isRefund);
  const lines = own.map((row) => {
    const order = row.original ?? row;
    const sign = row.isRefund ? -1 : 1;
    const cells = [
      [order.walletNumber, order.partyNumber, row.isRefund ? '退款' : '交易', row.goods],
      [clock(row.at), clock(row.at), '', '练习门店', '', '', '138****0001'],
      [yuan(sign * row.amount), yuan(sign * row.credited), '0.00', '0.00'],
      [yuan(sign * (row.credited - row.paid)), yuan(sign * (row.amount - row.credited))],
      ['0.00', '', '0.00', '0.00', row.isRefund ? row.partyNumber : ''],
      [yuan(-sign * row.fee), '0.00', ''],
    ].flat();
    return cells.map((cell) => `${cell.replaceAll(',', '，')}\t`).join(',');
  });
  const text = [
    '#支付宝业务明细查询',
    '#账号：[20880000000000010156]',
    `#起始日期：[${long(day)} 00:00:00]   终止日期：[${long(addDays(day, 1))} 00:00:00]`,
    `#${'-'.repeat(41)}业务明细列表${'-'.repeat(40)}`,
    ALIPAY_HEADER,
    ...lines,
    `#${'-'.repeat(41)}业务明细列表结束${'-'.repeat(36)}`,
    `#交易合计：${paid.length}笔，商家实收共${yuan(receivedOf(paid))}元，商家优惠共0.00元`,
    `#退款合计：${back.length}笔，商家实收退款共${yuan(-receivedOf(back))}元，商家优惠退款共0.00元`,
    `#导出时间：[${long(addDays(day, 1))} 10:00:00]`,
    '',
  ].join('\r\n');
  const name = `20880000000000010156_${day}_业务明细.csv`;
  return zipOf([{ name: encodeGbk(name), utf8: false, bytes: encodeGbk(text) }]);
}

/** What the merchant received, or gave back. */
function receivedOf(rows: readonly Row[]): number {
  return rows.reduce((total, { credited }) => total + credited, 0);
}

/** 0.38 % of what is credited, in 1/100000 yuan, negative for a refund; a seeded fee stays as it is. */
function exactFee(row: Row): number {
  const exact = Math.round((row.credited * 38) / 10);
  const honest = Math.round(exact / 1_000) === row.fee;
  return (row.isRefund ? -1 : 1) * (honest ? exact : row.fee * 1_000);
}

function fine(value: number): string {
  const digits = String(Math.abs(value)).padStart(6, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -5)}.${digits.slice(-5)}`;
}

function ticked(values: readonly string[]): string {
  return values.map((value) => `\`${value}`).join(',');
}

function clock(at: Instant): string {
  return toBeijingStamp(at).replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3 $4:$5:$6');
}

function long(day: BusinessDate): string {
  return day.replace(/(....)(..)(..)/, '$1年$2月$3日');
}
