import type { StatementFormat } from '../../../shared/domain/reconciliation/outcome.ts';
import { BACKTICK } from '../bytes/fields.ts';
import { NONE, noColumns, type Plan, type SummedColumn, type TradeColumns } from './plan.ts';

const FRONT =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类';
const REFUND_COLUMNS = '微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态';
const ALL = `${FRONT},应结订单金额,代金券金额,${REFUND_COLUMNS},商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注`;
const headers: readonly [StatementFormat, string][] = [
  ['wechat-all', ALL],
  ['wechat-success', ALL.replace(`${REFUND_COLUMNS},`, '').replace(',申请退款金额', '')],
  ['wechat-refund', ALL.replace('代金券金额,', '代金券金额,退款申请时间,退款成功时间,')],
];

/** The old list of 24 columns. Some titles come in two wordings, and the fourth column too. */
const LEGACY =
  /^交易时间,公众账号ID,商户号,(特约商户号|子商户号),设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,(代金券或立减优惠金额|企业红包金额),微信退款单号,商户退款单号,退款金额,(代金券或立减优惠退款金额|企业红包退款金额),退款类型,退款状态,商品名称,商户数据包,手续费,费率$/;
const FUNDS =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号';

/** Title of a column → title of its total. */
const totals: Readonly<Record<string, string>> = {
  应结订单金额: '应结订单总金额',
  退款金额: '退款总金额',
  充值券退款金额: '充值券退款总金额',
  手续费: '手续费总金额',
  订单金额: '订单总金额',
  申请退款金额: '申请退款总金额',
  总金额: '总交易额',
};
const legacyTotals: Readonly<Record<string, string>> = {
  ...totals,
  退款金额: '总退款金额',
  代金券或立减优惠退款金额: '总代金券或立减优惠退款金额',
  企业红包退款金额: '总企业红包退款金额',
};

/** WeChat's statements by their exact headers (product.md §4.2). `null` for any other header. */
export function wechatPlan(titles: readonly string[], skipLines: number): Plan | null {
  const header = titles.join(',').replaceAll('（', '(').replaceAll('）', ')');
  const basics = { layout: BACKTICK, header: titles, unused: [], skipLines };
  if (header === FUNDS) {
    const roles = titles.map((title) =>
      title.startsWith('收支金额') ? 'amount' : title.startsWith('账户结余') ? 'balance' : (fundsRoles[title] ?? null),
    );
    return {
      ...basics,
      type: 'records',
      format: 'wechat-funds',
      leg: 'funds',
      roles,
      units: { amount: 'yuan', balance: 'yuan' },
      statusWords: {},
      summary: 'wechat',
      summaryRequired: true,
    };
  }
  const format = headers.find(([, known]) => known === header)?.[0] ?? (LEGACY.test(header) ? 'wechat-legacy' : null);
  if (format === null) return null;
  const at = (title: string): number => titles.indexOf(title);
  const payment = paymentColumns(at);
  const known = format === 'wechat-legacy' ? legacyTotals : totals;
  const summed = titles.flatMap((title, column): SummedColumn[] =>
    known[title] === undefined ? [] : [{ column, name: known[title], signedByKind: false }],
  );
  return {
    ...basics,
    type: 'trades',
    format,
    leg: 'wallet',
    kindColumn: at('交易状态'),
    // A payment that was cancelled after it was paid is a line of its own: the money went back.
    kindWords: { SUCCESS: 'payment', REFUND: 'refund', REVOKED: 'refund' },
    statusWords: {
      SUCCESS: 'paid',
      REVOKED: 'refunded',
      PROCESSING: 'processing',
      FAIL: 'failed',
      FAILED: 'failed',
      CHANGE: 'failed',
    },
    payment,
    refund: { ...payment, ...refundColumns(at, payment) },
    amountUnit: 'yuan',
    paidUnit: 'yuan',
    feeUnit: 'yuan',
    channelColumn: NONE,
    rateColumn: at('费率'),
    merchantColumn: at('商户号'),
    channel: '微信',
    yearless: false,
    summed,
    summary: 'wechat',
    summaryRequired: true,
  };
}

const fundsRoles: Readonly<Record<string, 'trade_time' | 'wallet_number' | 'kind' | 'direction' | 'remark'>> = {
  记账时间: 'trade_time',
  微信支付业务单号: 'wallet_number',
  业务类型: 'kind',
  收支类型: 'direction',
  备注: 'remark',
};

function paymentColumns(at: (title: string) => number): TradeColumns {
  const settled = at('应结订单金额');
  const order = at('订单金额');
  return {
    ...noColumns,
    when: at('交易时间'),
    //      huifu, request, party, wallet, originals ×4, payer, batch
    texts: [NONE, NONE, at('商户订单号'), at('微信订单号'), NONE, NONE, NONE, NONE, at('用户标识'), NONE],
    amount: order >= 0 ? order : at('总金额'),
    paid: settled,
    fee: at('手续费'),
    status: at('交易状态'),
  };
}

/** Refund lines repeat the order's numbers: the refund's own are in columns of their own (product.md §4.2). */
function refundColumns(at: (title: string) => number, payment: TradeColumns): Partial<TradeColumns> {
  const asked = at('申请退款金额');
  const [, , party = NONE, wallet = NONE] = payment.texts;
  return {
    texts: [NONE, NONE, at('商户退款单号'), at('微信退款单号'), NONE, NONE, party, wallet, at('用户标识'), NONE],
    amount: asked >= 0 ? asked : at('退款金额'),
    paid: NONE,
    status: at('退款状态') >= 0 ? at('退款状态') : payment.status,
  };
}
