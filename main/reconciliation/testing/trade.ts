import type { EntryStatus } from '../../../shared/domain/reconciliation/outcome.ts';
import { isoTime } from '../bytes/numbers.ts';

/** A payment or refund as it really happened; both sides are written from it, and then spoilt. */
export interface Trade {
  kind: 'payment' | 'refund';
  wallet: 'wechat' | 'alipay' | 'unionpay';
  requestDay: string;
  requestNumber: string;
  huifuNumber: string;
  partyNumber: string;
  walletNumber: string;
  original: Trade | null;
  /** Fen. */
  amount: number;
  /** Exact fee in 1/1000 fen; Huifu's file has it in whole fen. */
  exactFee: number;
  fee: number;
  status: EntryStatus;
  /** Seconds in Beijing's clock. */
  time: number;
  payer: string;
}

const RATE_PPM = 3_800;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export interface Maker {
  payment(time: number, wallet?: Trade['wallet']): Trade;
  refund(original: Trade, amount: number, time: number): Trade;
  digits(count: number): string;
}

const stamp = (time: number): string => isoTime(time).slice(0, 19).replaceAll(/[-:T]/g, '');

/** Makes trades as a shop has them, from a source of random numbers. */
export function maker(random: () => number): Maker {
  const digits = (count: number): string => {
    let text = '';
    for (let left = count; left > 0; left -= 7) {
      text += String(Math.floor(random() * 10_000_000))
        .padStart(7, '0')
        .slice(0, left);
    }
    return text;
  };
  const letters = (count: number): string => {
    let text = '';
    for (let i = 0; i < count; i++) text += ALPHABET[Math.floor(random() * 32)];
    return text;
  };
  const numbers = (time: number, first: string, wallet: Trade['wallet']) => ({
    requestDay: stamp(time).slice(0, 8),
    requestNumber: `${first}${stamp(time)}A1${letters(8)}`,
    huifuNumber: `0021000${digits(19)}7`,
    partyNumber: `03212${digits(19)}3`,
    walletNumber:
      wallet === 'wechat'
        ? `4200${digits(23)}1`
        : wallet === 'alipay'
          ? `${stamp(time).slice(0, 8)}22001${digits(14)}5`
          : `9${digits(20)}9`,
  });
  return {
    digits,
    payment(time, asked) {
      const pick = random();
      const wallet = asked ?? (pick < 0.55 ? 'wechat' : pick < 0.97 ? 'alipay' : 'unionpay');
      const amount = Math.floor(random() ** 3 * 50_000) + 10;
      const exactFee = (amount * RATE_PPM) / 1_000;
      return {
        kind: 'payment',
        wallet,
        ...numbers(time, 'P', wallet),
        original: null,
        amount,
        exactFee: Math.round(exactFee),
        fee: Math.round(exactFee / 1_000),
        status: 'paid',
        time,
        payer: `oUpF8u${digits(16)}`,
      };
    },
    refund(original, amount, time) {
      const whole = amount === original.amount;
      return {
        kind: 'refund',
        wallet: original.wallet,
        ...numbers(time, 'R', original.wallet),
        original,
        amount,
        exactFee: Math.round((original.exactFee * amount) / original.amount),
        fee: whole ? original.fee : Math.floor((original.fee * amount) / original.amount),
        status: 'refunded',
        time,
        payer: original.payer,
      };
    },
  };
}
