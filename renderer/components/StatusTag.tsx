import './StatusTag.css';
import type { ReactNode } from 'react';
import type { PaymentAlert, PaymentState } from '../../shared/domain/paymentState.ts';
import type { RefundAlert, RefundState } from '../../shared/domain/refundState.ts';
import { useWords } from '../app/words.ts';

/** States of payments and of refunds share their words and looks where they mean the same. */
type Look = PaymentState | PaymentAlert | RefundState | RefundAlert | 'partlyRefunded';

const goingBack = <path d="M4.2 3.2L2 5.4l2.2 2.2M2.2 5.4h5a2.5 2.5 0 0 1 0 5H5.5" />;

/** One drawing per state in a 12 by 12 field, so that the state can be told without its colour. */
const shapes: Record<Look, ReactNode> = {
  created: <circle cx="6" cy="6" r="4" strokeDasharray="2 1.6" />,
  waiting: <circle cx="6" cy="6" r="4" />,
  processing: (
    <>
      <circle cx="6" cy="6" r="4" />
      <path d="M6 2a4 4 0 0 1 4 4H6z" fill="currentColor" />
    </>
  ),
  unknown: <path d="M3.7 3.9a2.3 2.3 0 1 1 3.5 2c-.8.5-1.2.9-1.2 1.6M6 10.3v.1" />,
  paid: <path d="M2.4 6.4l2.5 2.5 4.7-5.4" />,
  failed: <path d="M3 3l6 6M9 3L3 9" />,
  closed: <rect x="3" y="3" width="6" height="6" fill="currentColor" />,
  paidAfterEnd: <path d="M6 2v5M6 9.8v.1" />,
  requested: <circle cx="6" cy="6" r="4" strokeDasharray="2 1.6" />,
  refunding: (
    <>
      <circle cx="6" cy="6" r="4" />
      <path d="M6 2a4 4 0 0 1 4 4H6z" fill="currentColor" />
    </>
  ),
  refunded: goingBack,
  partlyRefunded: goingBack,
  refundedAfterEnd: <path d="M6 2v5M6 9.8v.1" />,
  contradicted: <path d="M2.5 4.6h7M2.5 7.4h7M7.8 2.2L4.2 9.8" />,
};

/** A payment's or refund's state as icon, word and colour. An alert takes the place of the state, for it needs a person. */
export function StatusTag(props: {
  state: Look;
  alert?: PaymentAlert | RefundAlert | null;
  size?: 'normal' | 'large';
}) {
  const words = useWords('app');
  const look = props.alert ?? props.state;
  return (
    <span className={`hc-status hc-status-${look} hc-status-${props.size ?? 'normal'}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {shapes[look]}
      </svg>
      {words(`state.${look}`)}
    </span>
  );
}
