import { businessDateOf, instant, type BusinessDate, type Instant } from './time.ts';

/** A trade as far as days are concerned: Huifu's day, and the moment at which it was paid or refunded. */
export interface DatedTrade {
  kind: 'payment' | 'refund';
  id: string;
  paymentId: string;
  gatewayDay: BusinessDate;
  at: Instant;
  /** Fen, without sign. */
  amount: number;
}

/** Counts and sums of one side of the bridge; `net` is payments less refunds, fen. */
export interface BridgeSum {
  payments: number;
  refunds: number;
  net: number;
}

/** How the shop's day becomes the gateway's: gateway day − leaving + joining = shop day, each with its orders. */
export interface DayBridge {
  day: BusinessDate;
  startMinute: number;
  gateway: BridgeSum;
  /** Of the gateway's day, but of another day of the shop. */
  leaving: DatedTrade[];
  /** Of the shop's day, but of another day of the gateway. */
  joining: DatedTrade[];
  shop: BridgeSum;
}

/** The shop's day that a moment falls on, where days begin `startMinute` minutes after midnight. */
export function shopDayOf(at: Instant, startMinute: number): BusinessDate {
  return businessDateOf(instant(at - startMinute * 60_000));
}

/** The bridge of one day. `trades` must hold the day and its neighbours. */
export function bridgeDay(day: BusinessDate, startMinute: number, trades: readonly DatedTrade[]): DayBridge {
  const ofGateway = trades.filter(({ gatewayDay }) => gatewayDay === day);
  const ofShop = trades.filter(({ at }) => shopDayOf(at, startMinute) === day);
  return {
    day,
    startMinute,
    gateway: bridgeSum(ofGateway),
    leaving: ofGateway.filter((trade) => !ofShop.includes(trade)),
    joining: ofShop.filter((trade) => !ofGateway.includes(trade)),
    shop: bridgeSum(ofShop),
  };
}

export function bridgeSum(trades: readonly DatedTrade[]): BridgeSum {
  const payments = trades.filter(({ kind }) => kind === 'payment');
  return {
    payments: payments.length,
    refunds: trades.length - payments.length,
    net: trades.reduce((sum, { kind, amount }) => sum + (kind === 'payment' ? amount : -amount), 0),
  };
}

/** `360` → `06:00`. */
export function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
