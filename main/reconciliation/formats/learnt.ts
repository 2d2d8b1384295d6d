import {
  amountRoles,
  mappingGaps,
  neededRoles,
  readTitle,
  type AmountUnit,
  type ColumnRole,
  type HeaderMapping,
  type Title,
} from '../../../shared/domain/reconciliation/mapping.ts';
import { COMMA, type Layout } from '../bytes/fields.ts';
import { NONE, type Plan, type TradeColumns } from './plan.ts';
import { rolesOf } from './titles.ts';
import { kindWords, statusWords } from '../../../shared/domain/reconciliation/vocabulary.ts';

type LearntLeg = HeaderMapping['leg'];

/** Header of the practice shape of Huifu's trade file: a file of exactly this shape ends with a summary, or was cut short. */
export const PRACTICE_TRADES =
  '交易日期,交易时间,商户号,请求日期,请求流水号,全局流水号,微信支付宝订单号,商户单号,交易类型,支付通道,交易状态,交易金额(元),实付金额(元),结算金额(元),手续费(元),原请求日期,原请求流水号,原全局流水号,备注';
export const PRACTICE_SETTLEMENTS =
  '结算日期,结算时间,商户号,结算批次号,结算周期,交易开始日期,交易结束日期,交易金额(元),退款金额(元),手续费(元),退还手续费(元),冻结金额(元),结算金额(元),结算状态,银行卡尾号,备注';

/** What tells the legs apart when several fit: the first that has all of its needs and this. */
const telling: readonly [LearntLeg, ColumnRole | null][] = [
  ['settlement', 'settled_date'],
  ['split', 'part_amount'],
  ['huifu', null],
  ['bank', null],
];

export interface Learnt {
  /** What the header seems to be of; `null` when nothing of it is known. */
  leg: LearntLeg | null;
  suggestion: HeaderMapping;
  /** Amount columns that would be used and declare no unit. */
  undeclared: ColumnRole[];
}

/** What a header that nobody has mapped could mean, from its titles alone. */
export function learn(header: readonly string[]): Learnt {
  const titles = header.map(readTitle);
  const roles = rolesOf(titles);
  const leg =
    telling.find(
      ([candidate, tell]) =>
        (tell === null || roles.includes(tell)) &&
        neededRoles[candidate].every((options) => options.some((role) => roles.includes(role))),
    )?.[0] ?? null;
  const columns: HeaderMapping['columns'] = {};
  roles.forEach((role, index) => role && (columns[role] = header[index]!));
  const undeclared = amountRoles.filter((role) => roles.includes(role) && unitAt(titles, roles.indexOf(role)) === null);
  return {
    leg,
    suggestion: {
      leg: leg ?? 'huifu',
      header: [...header],
      columns,
      units: {},
      words: { kind: {}, status: {} },
      confirmed_by: '',
      confirmed_on: '',
    },
    undeclared,
  };
}

const unitAt = (titles: readonly Title[], index: number): AmountUnit | null => titles[index]?.unit ?? null;

/** A plan from Huifu's vocabulary, when every amount that it would use declares its unit; otherwise a person is asked. */
export function recognisedPlan(header: readonly string[], skipLines: number, layout: Layout = COMMA): Plan | null {
  const { leg, suggestion, undeclared } = learn(header);
  // Bank lists have no vocabulary that could be trusted to be Huifu's: they are always confirmed once.
  if (leg === null || leg === 'bank' || undeclared.length > 0) return null;
  return mappedPlan(suggestion, header, skipLines, layout);
}

/**
 * The plan that a mapping makes of a header. `null` when one of its columns is not there, when a meaning is missing that the
 * leg needs, or when nobody has declared the unit of an amount.
 */
export function mappedPlan(
  mapping: HeaderMapping,
  header: readonly string[],
  skipLines: number,
  layout: Layout,
): Plan | null {
  const column = (role: ColumnRole): number => {
    const title = mapping.columns[role];
    return title === undefined ? NONE : header.indexOf(title);
  };
  const roles = header.map(
    (title) => (Object.keys(mapping.columns) as ColumnRole[]).find((role) => mapping.columns[role] === title) ?? null,
  );
  const lost = (Object.keys(mapping.columns) as ColumnRole[]).filter((role) => column(role) === NONE);
  const { missing, unitless } = mappingGaps(mapping);
  if (lost.length + missing.length + unitless.length > 0) return null;
  const titles = header.map(readTitle);
  // Yuan only stands for columns that are not there.
  const unit = (role: ColumnRole): AmountUnit => mapping.units[role] ?? unitAt(titles, column(role)) ?? 'yuan';
  const exact = header.join(',');
  const basics = {
    layout,
    header,
    skipLines,
    unused: header.filter((_, index) => roles[index] === null),
    statusWords: { ...statusWords, ...mapping.words.status },
    summary: 'row',
    summaryRequired: exact === PRACTICE_TRADES,
  } as const;
  if (mapping.leg !== 'huifu') {
    const format = mapping.leg === 'bank' ? 'bank' : `huifu-${mapping.leg}`;
    const units = Object.fromEntries(amountRoles.map((role) => [role, unit(role)]));
    return { ...basics, type: 'records', format: format as Plan['format'], leg: mapping.leg, roles, units };
  }
  const trade = tradeColumns(column);
  return {
    ...basics,
    type: 'trades',
    format: 'huifu-trade',
    leg: 'huifu',
    kindColumn: column('kind'),
    kindWords: { ...kindWords, ...mapping.words.kind },
    payment: trade,
    refund: { ...trade, ...refundColumns(column, trade) },
    amountUnit: unit('amount'),
    paidUnit: unit('paid'),
    feeUnit: unit('fee'),
    channelColumn: column('channel'),
    rateColumn: column('rate'),
    merchantColumn: column('merchant'),
    channel: '',
    yearless: false,
    summed: [
      { column: column('amount'), name: header[column('amount')] ?? '', signedByKind: true },
      ...(column('fee') === NONE
        ? []
        : [{ column: column('fee'), name: header[column('fee')] ?? '', signedByKind: false }]),
    ],
  };
}

function tradeColumns(column: (role: ColumnRole) => number): TradeColumns {
  const time = column('trade_time');
  const day = column('trade_date');
  return {
    when: day === NONE ? time : day,
    clock: day === NONE ? NONE : time,
    requestDay: column('request_date'),
    texts: [
      column('huifu_number'),
      column('request_number'),
      column('party_order_number'),
      column('wallet_number'),
      column('original_huifu_number'),
      column('original_request_number'),
      NONE,
      NONE,
      column('payer'),
      NONE,
    ],
    amount: column('amount'),
    paid: column('paid'),
    fee: column('fee'),
    status: column('status'),
    originalDay: column('original_request_date'),
  };
}

/** Files that keep a refund's amount and numbers in columns of their own. */
function refundColumns(column: (role: ColumnRole) => number, trade: TradeColumns): Partial<TradeColumns> {
  const own = (role: ColumnRole, otherwise: number): number => (column(role) === NONE ? otherwise : column(role));
  const texts = [...trade.texts];
  texts[2] = own('refund_party_order_number', texts[2]!);
  texts[3] = own('refund_wallet_number', texts[3]!);
  return {
    texts,
    amount: own('refund_amount', trade.amount),
    status: own('refund_status', trade.status),
  };
}
