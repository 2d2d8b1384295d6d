import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEnded, nextPaymentStep, paymentNews, paymentStates, type PaymentState } from './paymentState.ts';

const news = fc.constantFrom(...paymentNews);

describe('nextPaymentStep', () => {
  it('walks the ordinary way', () => {
    let state: PaymentState = 'created';
    const seen: PaymentState[] = [];
    for (const item of ['sending', 'accepted', 'notFound', 'processing', 'paid'] as const) {
      state = nextPaymentStep(state, item).to;
      seen.push(state);
    }
    expect(seen).toEqual(['unknown', 'waiting', 'waiting', 'processing', 'paid']);
  });

  it('never calls a lost answer or a "not found" a failure', () => {
    for (const state of paymentStates) {
      expect(nextPaymentStep(state, 'noAnswer')).toEqual({ to: state, alert: null });
      expect(nextPaymentStep(state, 'notFound')).toEqual({ to: state, alert: null });
    }
  });

  it('keeps paid for ever, and raises an alert when something contradicts it', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 30 }), (later) => {
        let state: PaymentState = 'paid';
        for (const item of later) state = nextPaymentStep(state, item).to;
        expect(state).toBe('paid');
      }),
    );
    expect(nextPaymentStep('paid', 'closed').alert).toBe('contradicted');
    expect(nextPaymentStep('paid', 'processing').alert).toBeNull();
  });

  it('believes money that comes after the end, and says so', () => {
    expect(nextPaymentStep('closed', 'paid')).toEqual({ to: 'paid', alert: 'paidAfterEnd' });
    expect(nextPaymentStep('failed', 'paid')).toEqual({ to: 'paid', alert: 'paidAfterEnd' });
    expect(nextPaymentStep('processing', 'paid').alert).toBeNull();
  });

  it('ends in the same place whatever the order in which news of a paid payment arrives', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 20 }), fc.nat(), (items, place) => {
        const withPaid = [...items];
        withPaid.splice(place % (items.length + 1), 0, 'paid');
        let state: PaymentState = 'unknown';
        for (const item of withPaid) state = nextPaymentStep(state, item).to;
        expect(state).toBe('paid');
      }),
    );
  });

  it('never leaves an end but for paid', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paymentStates.filter(isEnded)), news, (from, item) => {
        const { to } = nextPaymentStep(from, item);
        expect(to === from || to === 'paid').toBe(true);
      }),
    );
  });
});
