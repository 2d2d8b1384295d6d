import './StatusTag.css';
import type { ReactNode } from 'react';
import type { PaymentAlert, PaymentState } from '../../shared/domain/paymentState.ts';
import { useWords } from '../app/words.ts';

type Look = PaymentState | PaymentAlert;

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
  contradicted: <path d="M2.5 4.6h7M2.5 7.4h7M7.8 2.2L4.2 9.8" />,
};

/** A payment's state as icon, word and colour. An alert takes the place of the state, for it needs a person. */
export function StatusTag(props: { state: PaymentState; alert?: PaymentAlert | null; size?: 'normal' | 'large' }) {
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
