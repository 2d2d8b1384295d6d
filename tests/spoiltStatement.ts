import { readFileSync } from 'node:fs';
import { fen, toYuan } from '../shared/domain/money.ts';
import type { Payment } from '../shared/domain/payment.ts';
import { toBeijingStamp } from '../shared/domain/time.ts';

const line = (payment: Payment, amount: number) => {
  const at = toBeijingStamp(payment.endedAt!);
  const { huifuId, requestDate, requestNumber, huifuNumber, walletNumber, partyOrderNumber, fee } = payment;
  const money = [amount, amount, amount - (fee ?? 0), fee ?? 0].map((value) => toYuan(fen(value)));
  return [at.slice(0, 8), at, huifuId, requestDate, requestNumber, huifuNumber, walletNumber, partyOrderNumber, '消费']
    .concat(['微信', '成功', ...money, '', '', '', ''])
    .join(',');
};

interface Written {
  payment: Payment;
  amount: number;
}

/** Huifu's trade file as practice makes it, with these lines. */
function statementOf(written: readonly Written[]): string {
  const [header] = readFileSync(new URL('../main/practice/statements/huifu.ts', import.meta.url), 'utf8').match(
    /交易日期,[^']*/,
  )!;
  const sum = (of: (one: Written) => number) => toYuan(fen(written.reduce((total, one) => total + of(one), 0)));
  const summary = `合计,${written.length}笔,,,,,,,,,,${sum(({ amount }) => amount)},,,${sum(({ payment }) => payment.fee ?? 0)},,,,`;
  return `\uFEFF${[header, ...written.map(({ payment, amount }) => line(payment, amount)), summary].join('\r\n')}\r\n`;
}

/** Huifu's trade file of these payments, as they are. */
export function trueStatement(payments: readonly Payment[]): string {
  return statementOf(payments.map((payment) => ({ payment, amount: payment.amount })));
}

/** Huifu's trade file, but with one amount changed, one line lost, and one line of somebody else's. */
export function spoiltStatement(payments: readonly Payment[]): string {
  const [changed, lost, ...true_] = payments;
  const stranger: Payment = {
    ...lost!,
    requestNumber: 'P20261123120000ZZSTRANGE1',
    huifuNumber: '002900TOP9Z999999999999999999',
    walletNumber: '4200009999999999999999999999',
    partyOrderNumber: '03212511239999999999999',
    amount: fen(6_600),
    fee: fen(25),
  };
  return statementOf([
    { payment: changed!, amount: changed!.amount + 100 },
    ...true_.map((payment) => ({ payment, amount: payment.amount })),
    { payment: stranger, amount: stranger.amount },
  ]);
}
