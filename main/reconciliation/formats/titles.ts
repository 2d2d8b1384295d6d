import type { ColumnRole, Title } from '../../../shared/domain/reconciliation/mapping.ts';

/**
 * Titles that Huifu's vocabulary and common bank lists use (product research; none of it is published by Huifu, so a
 * title only counts when the whole file's header makes sense with it).
 */
const titles: Readonly<Partial<Record<ColumnRole, readonly string[]>>> = {
  trade_date: ['交易日期', '交易日', '入账日期', '记账日期', '日期', '发生日期', 'date'],
  trade_time: ['交易时间', '入账时间', '记账时间', '完成时间', 'time'],
  merchant: ['商户号', '商户编号', '汇付商户号', 'huifu_id'],
  request_date: ['请求日期', '商户请求日期', '请求时间', 'req_date'],
  request_number: ['请求流水号', '商户请求流水号', '交易流水号', '请求号', 'req_seq_id'],
  huifu_number: ['全局流水号', '汇付全局流水号', '汇付流水号', 'hf_seq_id'],
  wallet_number: [
    '微信支付宝订单号',
    '微信/支付宝订单号',
    '微信支付宝交易号',
    '用户账单上的交易订单号',
    '外部订单号',
    'out_trans_id',
  ],
  party_order_number: ['商户单号', '商户订单号', '用户账单上的商户订单号', 'party_order_id'],
  kind: ['交易类型', '业务类型', 'trans_type'],
  channel: ['支付通道', '支付渠道', '支付方式', 'pay_channel'],
  status: ['交易状态', '状态', '结算状态', 'trans_stat'],
  amount: ['交易金额', '订单金额', 'trans_amt'],
  paid: ['实付金额', '用户实付金额', '实收金额', 'pay_amt'],
  net: ['结算金额', '应结金额', '到账金额', 'settlement_amt'],
  fee: ['手续费', '手续费金额', '交易手续费', 'fee_amount', 'fee_amt'],
  rate: ['费率', '手续费率'],
  payer: ['付款人', '付款方账号', '用户标识'],
  original_request_date: ['原请求日期', '原交易请求日期', '原交易日期', 'org_req_date'],
  original_request_number: ['原请求流水号', '原交易流水号', '原交易请求流水号', 'org_req_seq_id'],
  original_huifu_number: ['原全局流水号', '原汇付流水号', 'org_hf_seq_id'],
  settled_date: ['结算日期'],
  batch: ['结算批次号', '批次号', '结算流水号'],
  from_date: ['交易开始日期'],
  to_date: ['交易结束日期'],
  refunded: ['退款金额'],
  returned_fee: ['退还手续费', '退回手续费'],
  frozen: ['冻结金额'],
  receiver: ['分账接收方', '接收方', '接收方商户号', '分账方'],
  part_amount: ['分账金额'],
  money_in: ['收入金额', '收入', '贷方金额', '贷方发生额', '存入金额', 'credit'],
  money_out: ['支出金额', '支出', '借方金额', '借方发生额', '支取金额', 'debit'],
  direction: ['收支类型', '借贷标志', '收支', '借贷'],
  balance: ['账户余额', '余额', '账户结余', 'balance'],
  remark: ['备注', '摘要', '附言', '用途', 'remark'],
};

const roleOfName = new Map<string, ColumnRole>(
  Object.entries(titles).flatMap(([role, names]) => names.map((name) => [name, role as ColumnRole])),
);

/** Which columns could mean what, by their titles. The first column of a meaning keeps it. */
export function rolesOf(header: readonly Title[]): (ColumnRole | null)[] {
  const taken = new Set<ColumnRole>();
  return header.map(({ name }) => {
    const role = roleOfName.get(name) ?? roleOfName.get(name.toLowerCase()) ?? null;
    if (role === null || taken.has(role)) return null;
    taken.add(role);
    return role;
  });
}
