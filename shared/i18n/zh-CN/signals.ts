/** Reasons to look, from the shop's own history. */
export const signals = {
  title: '经营信号',
  detail: '本商户最近 30 天里值得看一眼的事。只看这台电脑上的记录；在别处退的款不算在内。',
  notVerdict: '信号只是请您看一看的理由，不是结论。常客退几次货、忙中忘了开班，都可能是原因。',
  empty: '没有要看的信号',
  emptyDetail: '最近 30 天的退款都很平常，台前也没有异常的安静。',
  kind: {
    samePayer: '多次退给同一个付款人',
    afterClosing: '没开班时退款',
    underLimit: '金额刚好在额度以下',
    highRate: '退款比别人多',
    silence: '很久没有收款',
  },
  sentence: {
    samePayer_other: '30 天里退给同一个付款人（{{payer}}）{{count}} 次，共 ¥{{amount}}。',
    afterClosing_other: '有 {{count}} 笔退款是在关班之后、下一次开班之前做的，共 ¥{{amount}}。',
    underLimit_other: '{{operator}}有 {{count}} 笔退款刚好在额度 ¥{{limit}} 以下，共 ¥{{amount}}。',
    highRate_other:
      '{{operator}}收了 {{paid}} 笔、退了 {{count}} 笔（¥{{amount}}）；其他人一共收了 {{othersPaid}} 笔、退了 {{othersRefunds}} 笔。',
    silence: '{{minutes}} 分钟没有收款，平时这个时段约 {{usual}} 分钟一笔。请看看台牌有没有被换、网络通不通。',
  },
  found: {
    one_other: '自动对账：{{day}} 有 {{count}} 条差异未平，风险 ¥{{amount}}。',
    several_other: '自动对账：最近有 {{days}} 天共 {{count}} 条差异未平，风险 ¥{{amount}}。',
    see: '去看',
  },
  rows: '背后的退款',
  all_other: '显示全部 {{count}} 笔',
  column: { at: '退款时间', amount: '金额', operator: '操作员', order: '订单尾号' },
  open: '看这笔退款',
  dismiss: '知道了',
} as const;
