import type { CollectWay, Payment, PaymentMethod } from './payment.ts';
import type { ApiGeneration } from './profile.ts';

/**
 * What can be chosen at the counter for the next payment: Huifu's cashier page, its mini programs, or a QR code of one
 * wallet (huifu-api.md §3.3.2, §3.10.1). A payment code is not chosen: scanning it is enough.
 */
export const wayChoices = [
  'hosted',
  'qrAlipay',
  'qrUnionpay',
  'qrWechat',
  'qrEcny',
  'hostedWechat',
  'hostedAlipay',
] as const;
export type WayChoice = (typeof wayChoices)[number];

/** Banks that run e-CNY wallets, by the number that the gateway wants (`dc_data.digital_bank_no`, §3.3.1). */
export const ecnyBanks = ['01002', '01004', '01005', '01008'] as const;

interface Placement {
  way: CollectWay;
  /** The wallet, where the choice decides it. */
  method: PaymentMethod;
  /** API generations that take it (§3.3.2). */
  generations: readonly ApiGeneration[];
}

const all = ['v2', 'v3', 'v4'] as const;

/** How a choice stands on a payment. */
export const placements: Record<WayChoice, Placement> = {
  hosted: { way: 'hosted', method: 'unknown', generations: all },
  qrAlipay: { way: 'qr', method: 'alipay', generations: all },
  qrUnionpay: { way: 'qr', method: 'unionpay', generations: all },
  qrWechat: { way: 'qr', method: 'wechat', generations: ['v3'] },
  qrEcny: { way: 'qr', method: 'ecny', generations: ['v2', 'v3'] },
  hostedWechat: { way: 'hostedWechat', method: 'wechat', generations: all },
  hostedAlipay: { way: 'hostedAlipay', method: 'alipay', generations: all },
};

/** The choice that a payment was made by; `null` for payment codes, the shop's own pages and what was adopted. */
export function choiceOf(payment: Pick<Payment, 'way' | 'method'>): WayChoice | null {
  const found = wayChoices.find(
    (choice) =>
      placements[choice].way === payment.way && (payment.way !== 'qr' || placements[choice].method === payment.method),
  );
  return found ?? null;
}

/** Made by Huifu's hosting product, which has endpoints of its own to ask and to close (§3.10). */
export function isHosted(way: CollectWay): boolean {
  return way === 'hosted' || way === 'hostedWechat' || way === 'hostedAlipay';
}
