import type { Outcome } from '../../../shared/domain/reconciliation/outcome.ts';
import type { LineChange } from './lines.ts';
import type { Maker, Trade } from './trade.ts';

/** Outcomes that the generator can bring about in one row. */
export type Defect = Outcome;

export interface Spoilt {
  ledger: Trade[];
  lines: { trade: Trade; change: LineChange }[];
  found: { outcome: Outcome; trade: Trade } | null;
}

/** Wallets' lists have no word for some things: Alipay names no status, WeChat lists no payment that failed. */
export function canHave(defect: Defect, file: 'huifu' | Trade['wallet']): boolean {
  if (defect === 'STAT-DOWN') return file === 'huifu';
  if (defect === 'REF-PEND') return file !== 'alipay';
  return true;
}

/**
 * Writes one trade so that it ends in the given outcome.
 *
 * @returns `null` where the outcome cannot come of this kind of trade
 */
export function spoil(defect: Defect, trade: Trade, make: Maker, midnight: number): Spoilt | null {
  const refund = trade.kind === 'refund';
  const is = (ledger: Trade[], lines: Spoilt['lines'], about = trade): Spoilt => ({
    ledger,
    lines,
    found: { outcome: defect, trade: about },
  });
  const line = (change: LineChange = {}, one = trade) => ({ trade: one, change });
  const whole = { ...trade };
  switch (defect) {
    case 'AMT':
      return is([trade], [line({ amount: trade.amount + 1 })]);
    case 'PAID':
      return refund ? null : is([trade], [line({ paid: trade.amount - 5 })]);
    case 'FEE':
      return refund ? null : is([trade], [line({ fee: trade.fee + 1 })]);
    case 'STAT-UP':
      return refund ? null : is([{ ...trade, status: 'processing' }], [line()]);
    case 'STAT-DOWN':
      return is([trade], [line({ status: 'failed' })]);
    case 'MISS-US':
      return is([], [line()]);
    case 'MISS-GW':
      return is([trade], []);
    case 'DUP-GW':
      return is([trade], [line(), line()]);
    case 'DUP-US':
      return is([trade, whole], [line()]);
    case 'CLOSE-PAID':
      return refund ? null : is([{ ...trade, status: 'closed' }], [line()]);
    case 'LATE': {
      if (refund) return null;
      const before = make.payment(midnight - 4, trade.wallet);
      return is([before], [line({ time: midnight + 3 }, before)], before);
    }
    case 'REF-ORPHAN': {
      const lost = make.payment(trade.time, trade.wallet);
      const orphan = make.refund(lost, lost.amount, trade.time);
      return is([orphan], [line({}, orphan)], orphan);
    }
    case 'REF-OVER': {
      if (refund) return null;
      const over = { ...make.refund(trade, trade.amount, trade.time + 1), amount: trade.amount + 100 };
      return is([trade, over], [line(), line({}, over)], over);
    }
    case 'REF-PEND':
      return refund ? is([trade], [line({ status: 'processing' })]) : null;
    case 'REF-FEE': {
      if (!refund) return null;
      const wrong = { ...trade, fee: trade.fee + 3, exactFee: trade.exactFee + 3_000 };
      return is([wrong], [line({}, wrong)], wrong);
    }
    case 'DUP-PAY': {
      if (refund) return null;
      const again = {
        ...make.payment(trade.time + 40, trade.wallet),
        amount: trade.amount,
        fee: trade.fee,
        exactFee: trade.exactFee,
        payer: trade.payer,
      };
      return is([trade, again], [line(), line({}, again)], again);
    }
    case 'UNKNOWN-KIND':
      return is([], [line({ kindWord: '转账' })]);
    case 'BAD-LINE':
      return is([], [line({ amountText: '1.2.3' })]);
    default:
      return null;
  }
}
