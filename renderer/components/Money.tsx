import './Money.css';
import { formatYuan, type Fen } from '../../shared/domain/money.ts';

/**
 * An amount in fen, shown in yuan with two decimals, thousands separators and figures of equal width.
 * `null` (nobody has said it yet) shows as a dash. `currency` puts `¥` before it, where no column header does.
 */
export function Money(props: { fen: Fen | null; currency?: boolean; size?: 'normal' | 'large' | 'huge' }) {
  const className = `hc-money hc-money-${props.size ?? 'normal'}`;
  if (props.fen === null) return <span className={`${className} hc-money-none`}>—</span>;
  return (
    <span className={className}>
      {props.currency && <span className="hc-money-sign">¥</span>}
      {formatYuan(props.fen)}
    </span>
  );
}
