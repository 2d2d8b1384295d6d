import { readTitle, type ColumnRole, type Title } from '../../../shared/domain/reconciliation/mapping.ts';
import { COMMA } from '../bytes/fields.ts';
import { NONE, noColumns, type Plan, type TradeColumns } from './plan.ts';

const DETAIL = [
  '支付宝交易号',
  '商户订单号',
  '业务类型',
  '完成时间',
  '订单金额',
  '商家实收',
  '退款批次号/请求号',
  '服务费',
];
const SUMMARY = ['门店编号', '交易订单总笔数', '退款订单总笔数', '订单金额', '商家实收'];
const FUNDS = ['账务流水号', '业务流水号', '发生时间', '收入金额', '支出金额', '账户余额'];

/** Alipay's statements by their columns, whatever their order and brackets (product.md §4.3). */
export function alipayPlan(texts: readonly string[], skipLines: number): Plan | null {
  const titles = texts.map(readTitle);
  const has = (names: readonly string[]): boolean => names.every((name) => titles.some((title) => title.name === name));
  const basics = { layout: COMMA, header: texts, skipLines };
  if (has(DETAIL)) return detailPlan(titles, basics);
  if (has(SUMMARY)) {
    return {
      ...basics,
      ...records(titles, { 门店编号: 'batch', 订单金额: 'amount', 商家实收: 'paid' }),
      format: 'alipay-summary',
      summary: 'alipay',
      summaryRequired: false,
    };
  }
  if (has(FUNDS)) {
    const roles = {
      发生时间: 'trade_time',
      收入金额: 'money_in',
      支出金额: 'money_out',
      账户余额: 'balance',
      业务类型: 'kind',
    } as const;
    return { ...basics, ...records(titles, roles), format: 'alipay-funds', summary: 'alipay', summaryRequired: true };
  }
  return null;
}

function records(titles: readonly Title[], known: Readonly<Record<string, ColumnRole>>) {
  return {
    type: 'records',
    leg: 'funds',
    roles: titles.map(({ name }) => known[name] ?? null),
    units: { amount: 'yuan', paid: 'yuan', money_in: 'yuan', money_out: 'yuan', balance: 'yuan' },
    statusWords: {},
    unused: [],
  } as const;
}

function detailPlan(titles: readonly Title[], basics: Pick<Plan, 'layout' | 'header' | 'skipLines'>): Plan {
  const at = (name: string): number => titles.findIndex((title) => title.name === name);
  const payment: TradeColumns = {
    ...noColumns,
    // The day is cut by the time of completion.
    when: at('完成时间'),
    texts: [NONE, NONE, at('商户订单号'), at('支付宝交易号'), NONE, NONE, NONE, NONE, at('对方账户'), NONE],
    amount: at('订单金额'),
    paid: at('商家实收'),
    fee: at('服务费'),
  };
  const refund: TradeColumns = {
    ...payment,
    texts: [
      NONE,
      NONE,
      at('退款批次号/请求号'),
      NONE,
      NONE,
      NONE,
      at('商户订单号'),
      at('支付宝交易号'),
      at('对方账户'),
      NONE,
    ],
    paid: NONE,
  };
  return {
    ...basics,
    type: 'trades',
    format: 'alipay-detail',
    leg: 'wallet',
    unused: [],
    kindColumn: at('业务类型'),
    kindWords: { 交易: 'payment', 退款: 'refund' },
    statusWords: {},
    payment,
    refund,
    amountUnit: 'yuan',
    paidUnit: 'yuan',
    feeUnit: 'yuan',
    channelColumn: NONE,
    rateColumn: NONE,
    merchantColumn: NONE,
    channel: '支付宝',
    yearless: false,
    summed: [{ column: at('商家实收'), name: '商家实收', signedByKind: false }],
    summary: 'alipay',
    summaryRequired: true,
  };
}
