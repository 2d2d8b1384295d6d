/** Reasons to look, from the shop's own history. */
export const signals = {
  title: 'Signals',
  detail:
    'What is worth a look in the last 30 days of this merchant. Only this computer’s records are read; refunds made elsewhere are not among them.',
  notVerdict:
    'A signal is a reason to look, not a verdict. A regular who returned things, or a shift that nobody opened on a busy day, may be all there is to it.',
  empty: 'No signals',
  emptyDetail: 'The refunds of the last 30 days are nothing unusual, and neither is the counter.',
  kind: {
    samePayer: 'Several refunds to the same payer',
    afterClosing: 'Refunds while no shift was open',
    underLimit: 'Amounts just under the limit',
    highRate: 'More refunds than others',
    silence: 'No payments for a long time',
  },
  sentence: {
    samePayer_one: '{{count}} refund to the same payer ({{payer}}) in 30 days, ¥{{amount}} in all.',
    samePayer_other: '{{count}} refunds to the same payer ({{payer}}) in 30 days, ¥{{amount}} in all.',
    afterClosing_one: '{{count}} refund was made after a shift was closed and before the next was opened: ¥{{amount}}.',
    afterClosing_other:
      '{{count}} refunds were made after a shift was closed and before the next was opened: ¥{{amount}} in all.',
    underLimit_one: '{{operator}} made {{count}} refund just under the limit of ¥{{limit}}: ¥{{amount}}.',
    underLimit_other: '{{operator}} made {{count}} refunds just under the limit of ¥{{limit}}: ¥{{amount}} in all.',
    highRate_one:
      '{{operator}} took {{paid}} payments and made {{count}} refund (¥{{amount}}); everybody else together took {{othersPaid}} and made {{othersRefunds}}.',
    highRate_other:
      '{{operator}} took {{paid}} payments and made {{count}} refunds (¥{{amount}}); everybody else together took {{othersPaid}} and made {{othersRefunds}}.',
    silence:
      'No payment for {{minutes}} minutes; at this hour one usually comes about every {{usual}} minutes. See whether the QR plate was swapped, and whether the network works.',
  },
  found: {
    one_one: 'Compared by itself: {{day}} has {{count}} open difference, ¥{{amount}} at risk.',
    one_other: 'Compared by itself: {{day}} has {{count}} open differences, ¥{{amount}} at risk.',
    several_one: 'Compared by itself: {{days}} days have {{count}} open difference, ¥{{amount}} at risk.',
    several_other: 'Compared by itself: {{days}} days have {{count}} open differences, ¥{{amount}} at risk.',
    see: 'See it',
  },
  rows: 'The refunds behind it',
  all_one: 'Show all {{count}}',
  all_other: 'Show all {{count}}',
  column: { at: 'Refunded at', amount: 'Amount', operator: 'Operator', order: 'Order ends in' },
  open: 'See this refund',
  dismiss: 'Got it',
} as const;
