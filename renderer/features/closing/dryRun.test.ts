import { expect, it } from 'vitest';
import { closeVerdicts, type CloseVerdict } from '../../../shared/contract/closing.ts';
import { fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { instant } from '../../../shared/domain/time.ts';
import { dryRun } from './dryRun.ts';
import type { OrderRow } from './useOrders.ts';

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;

function order(verdict: CloseVerdict, minutes: number): OrderRow {
  const createdAt = instant(NOW - minutes * MINUTE);
  const payment = { createdAt, amount: fen(100) } as Payment;
  return { id: `${verdict}${minutes}`, payment, verdict, closableAt: instant(createdAt + 61_000), closing: null };
}

it('closes what is old enough, and says of everything else why not', () => {
  const orders = [order('close', 30), order('close', 10), order('tooYoung', 0.5), order('cannotClose', 30)];
  const { will, wont, amount } = dryRun(orders, 15, NOW);
  expect(will.map(({ id }) => id)).toEqual(['close30']);
  expect(amount).toBe(100);
  expect(wont.map(({ order: { id }, reason }) => [id, reason])).toEqual([
    ['close10', 'younger'],
    ['tooYoung0.5', 'younger'],
    ['cannotClose30', 'cannotClose'],
  ]);
});

it('never closes an order before its minute, whatever is asked for', () => {
  expect(dryRun([order('close', 0.9)], 0, NOW).will).toEqual([]);
  expect(dryRun([order('tooYoung', 2)], 0, NOW).will.length).toBe(1);
});

it('gives every order one place', () => {
  const orders = closeVerdicts.flatMap((verdict) => [order(verdict, 5), order(verdict, 50)]);
  const { will, wont } = dryRun(orders, 15, NOW);
  expect(will.length + wont.length).toBe(orders.length);
});
