import './QrCard.css';
import { useMemo } from 'react';
import { createPortal } from 'react-dom';
import { drawQr } from './qr.ts';

/** A QR code, black on white in every theme, sharp at any size. `label` says what it is for. */
export function QrCode(props: { text: string; label: string; testId?: string }) {
  const { size, path } = useMemo(() => drawQr(props.text), [props.text]);
  return (
    <svg
      className="hc-qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={props.label}
      data-testid={props.testId}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** What stands on a card beside its code, in words that are ready to show. */
export interface CardText {
  title: string;
  wallets: string;
  shop: string;
  amount: string;
  note: string;
  validUntil: string;
  number: string;
  /** A stamp across the card that says that it is not real; empty on real ones. */
  stamp: string;
}

/** The card as it is printed: hidden on the screen, alone on paper. */
export function PrintCard(props: { link: string; text: CardText }) {
  const { text } = props;
  return createPortal(
    <section className="hc-print" aria-hidden="true">
      <div className="hc-print-card">
        <p className="hc-print-shop">{text.shop}</p>
        <p className="hc-print-title">{text.title}</p>
        <p className="hc-print-amount">{text.amount}</p>
        <QrCode text={props.link} label="" />
        {text.stamp !== '' && <p className="hc-print-stamp">{text.stamp}</p>}
        {text.note !== '' && <p className="hc-print-note">{text.note}</p>}
        <p className="hc-print-small">{text.wallets}</p>
        <p className="hc-print-small">{text.validUntil}</p>
        <p className="hc-print-number">{text.number}</p>
      </div>
    </section>,
    document.body,
  );
}
