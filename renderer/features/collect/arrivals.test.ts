import { expect, it } from 'vitest';
import type { Payment } from '../../../shared/domain/payment.ts';
import { instant } from '../../../shared/domain/time.ts';
import { useArrivals } from './arrivals.ts';

const EXPIRY = 1_000_000;
const paid = (id: string, more: Partial<Payment> = {}) =>
  ({ id, state: 'paid', alert: null, expiresAt: instant(EXPIRY), ...more }) as Payment;
const take = (payment: Payment, now = EXPIRY, profile = 'm1') =>
  useArrivals.getState().take(profile, payment, instant(now));

it('says each payment aloud once, however often it is heard of', () => {
  expect(take(paid('a1'))).toBe(true);
  expect(take(paid('a1'))).toBe(false);
  expect(take(paid('a1', { alert: 'paidAfterEnd' }))).toBe(false);
});

it('does not chime for what a catch-up finds long after', () => {
  expect(take(paid('b1'), EXPIRY + 60_000)).toBe(true);
  expect(take(paid('b2'), EXPIRY + 3_600_000)).toBe(false);
  expect(useArrivals.getState().recent.map(({ id }) => id)).toContain('b2');
});

it('keeps money that came after a close on screen until somebody has seen it', () => {
  take(paid('c1', { alert: 'paidAfterEnd' }));
  take(paid('c1', { alert: 'paidAfterEnd' }));
  take(paid('c2'));
  take(paid('c2', { alert: 'paidAfterEnd' }));
  expect(useArrivals.getState().late.map(({ id }) => id)).toEqual(expect.arrayContaining(['c1', 'c2']));
  expect(useArrivals.getState().late.filter(({ id }) => id === 'c1')).toHaveLength(1);
  useArrivals.getState().seen('c1');
  expect(useArrivals.getState().late.some(({ id }) => id === 'c1')).toBe(false);
});

it('shows one merchant nothing of another', () => {
  take(paid('d1'), EXPIRY, 'm1');
  take(paid('d2'), EXPIRY, 'm2');
  expect(useArrivals.getState().recent.map(({ id }) => id)).toEqual(['d2']);
});
