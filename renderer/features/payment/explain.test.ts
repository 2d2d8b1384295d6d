import { describe, expect, it } from 'vitest';
import { bookingStates, endReasons } from '../../../shared/domain/payment.ts';
import { isEnded, paymentStates } from '../../../shared/domain/paymentState.ts';
import { payments as english } from '../../../shared/i18n/en/payments.ts';
import { payments as chinese } from '../../../shared/i18n/zh-CN/payments.ts';
import { possibleActions, situationOf, situations } from './explain.ts';

const yesNo = [true, false];
const everyPayment = paymentStates.flatMap((state) =>
  ([null, 'paidAfterEnd', 'contradicted'] as const).flatMap((alert) =>
    [null, ...endReasons].flatMap((endReason) =>
      bookingStates.flatMap((booking) =>
        yesNo.flatMap((closing) =>
          yesNo.flatMap((expired) =>
            (['hosted', 'code'] as const).map((way) => ({
              payment: { state, alert, endReason, booking, way },
              closing,
              expired,
            })),
          ),
        ),
      ),
    ),
  ),
);

describe('situationOf', () => {
  it('explains every payment there can be, in both languages', () => {
    for (const { payment, closing, expired } of everyPayment) {
      const situation = situationOf(payment, closing, expired);
      for (const words of [chinese.explain[situation], english.explain[situation]]) {
        expect(Object.keys(words)).toEqual(['means', 'mayChange', 'todo', 'never', 'call']);
        for (const sentence of Object.values(words)) expect(sentence.length).toBeGreaterThan(2);
      }
    }
  });

  it('has no explanation that is never given', () => {
    const given = new Set(everyPayment.map((p) => situationOf(p.payment, p.closing, p.expired)));
    expect([...given].sort()).toEqual([...situations].sort());
  });

  it('never says "paid" of a payment that is not, and never says anything else of one that is', () => {
    for (const { payment, closing, expired } of everyPayment.filter((p) => p.payment.alert === null)) {
      expect(situationOf(payment, closing, expired).startsWith('paid')).toBe(payment.state === 'paid');
    }
  });

  it('puts an alert before everything else', () => {
    for (const { payment, closing, expired } of everyPayment.filter((p) => p.payment.alert !== null)) {
      expect(situationOf(payment, closing, expired)).toBe(payment.alert);
    }
  });
});

const none = { link: null, way: 'hosted', method: 'unknown' } as const;
const link = { ...none, link: 'https://x' };

describe('possibleActions', () => {
  it('shows no code that must not be scanned any more', () => {
    for (const state of paymentStates) {
      expect(possibleActions({ ...link, state }, true, false).show).toBe(false);
      expect(possibleActions({ ...link, state }, false, true).show).toBe(false);
      expect(possibleActions({ ...none, state }, false, false).show).toBe(false);
    }
    expect(possibleActions({ ...link, state: 'waiting' }, false, false).show).toBe(true);
  });

  it('sends again only while nobody has a link, and cancels only what is open', () => {
    for (const state of paymentStates) {
      expect(possibleActions({ ...none, state }, false, false).resend).toBe(state === 'unknown');
    }
    for (const state of paymentStates.filter(isEnded)) {
      expect(possibleActions({ ...none, state }, false, false).cancel).toBe(false);
    }
    expect(possibleActions({ ...link, state: 'waiting' }, true, false).cancel).toBe(false);
  });

  it('never sends a payment code again, and cancels it for as long as the password lasts', () => {
    for (const state of paymentStates) {
      const code = { link: null, way: 'code', method: 'wechat', state } as const;
      expect(possibleActions(code, false, false).resend).toBe(false);
      expect(possibleActions(code, false, true).cancel).toBe(state === 'processing' || state === 'waiting');
    }
  });

  it('offers no cancel where Huifu has none', () => {
    const union = { link: 'https://x', way: 'qr', method: 'unionpay', state: 'waiting' } as const;
    expect(possibleActions(union, false, false)).toMatchObject({ cancel: false, show: true });
    expect(possibleActions({ ...union, method: 'alipay' }, false, false).cancel).toBe(true);
  });
});
