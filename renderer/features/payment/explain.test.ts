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
          yesNo.map((expired) => ({ payment: { state, alert, endReason, booking }, closing, expired })),
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

describe('possibleActions', () => {
  it('shows no code that must not be scanned any more', () => {
    for (const state of paymentStates) {
      expect(possibleActions({ state, link: 'https://x' }, true, false).show).toBe(false);
      expect(possibleActions({ state, link: 'https://x' }, false, true).show).toBe(false);
      expect(possibleActions({ state, link: null }, false, false).show).toBe(false);
    }
    expect(possibleActions({ state: 'waiting', link: 'https://x' }, false, false).show).toBe(true);
  });

  it('sends again only while nobody has a link, and cancels only what is open', () => {
    for (const state of paymentStates) {
      expect(possibleActions({ state, link: null }, false, false).resend).toBe(state === 'unknown');
    }
    for (const state of paymentStates.filter(isEnded)) {
      expect(possibleActions({ state, link: null }, false, false).cancel).toBe(false);
    }
    expect(possibleActions({ state: 'waiting', link: 'https://x' }, true, false).cancel).toBe(false);
  });
});
