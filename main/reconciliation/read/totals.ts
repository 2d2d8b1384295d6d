import type { ControlTotal } from '../../../shared/domain/reconciliation/run.ts';
import type { PartReading } from './part.ts';
import { countTotal, moneyTotal, readCount, readSum, tieTotals } from './summary.ts';

/** Holds what a file says about itself against its lines (product.md §5.6). Empty when it says nothing. */
export function controlTotals(reading: PartReading): ControlTotal[] {
  const { recognition, stated, trades, balance } = reading;
  const { plan } = recognition;
  if (!plan || stated.size === 0) return [];
  if (plan.format === 'alipay-detail') return trades ? alipayTotals(reading) : [];
  if (plan.format === 'wechat-funds' || plan.format === 'alipay-funds') return balance ? flowTotals(reading) : [];
  if (plan.type === 'trades' && trades) {
    const count = plan.format === 'huifu-trade' ? '笔数' : '总交易单数';
    return tieTotals(
      stated,
      count,
      plan.summed.map(({ name }) => name),
      trades.sums,
    );
  }
  return plan.type === 'records' && plan.format !== 'alipay-summary' && stated.has('笔数')
    ? [countTotal('笔数', stated.get('笔数')!, reading.records.length)]
    : [];
}

/** Payments and refunds have a footer each; the sign of the refunds' sum is not the same everywhere. */
function alipayTotals({ stated, trades }: PartReading): ControlTotal[] {
  const counted = trades!.sums.all[0]!;
  const payments = readSum(stated.get('交易金额') ?? '0');
  const refunds = Math.abs(readSum(stated.get('退款金额') ?? '0'));
  const lines = readCount(stated.get('交易笔数') ?? '0') + readCount(stated.get('退款笔数') ?? '0');
  const name = '商家实收';
  const sum = moneyTotal(name, `${stated.get('交易金额') ?? '0'}`, counted + refunds);
  return [countTotal('笔数', String(lines), trades!.sums.countAll), { ...sum, ties: payments - refunds === counted }];
}

function flowTotals({ stated, balance, lines }: PartReading): ControlTotal[] {
  const { flow } = balance!;
  const counts: [string, number][] = [
    ['资金流水总笔数', lines],
    ['收入笔数', flow.inCount],
    ['支出笔数', flow.outCount],
  ];
  const sums: [string, number][] = [
    ['收入金额', flow.in],
    ['支出金额', flow.out],
  ];
  return [
    ...counts.flatMap(([name, counted]) => (stated.has(name) ? [countTotal(name, stated.get(name)!, counted)] : [])),
    ...sums.flatMap(([name, counted]) =>
      stated.has(name) ? [moneyTotal(name, stated.get(name)!.replace('-', ''), counted * 1_000)] : [],
    ),
  ];
}
