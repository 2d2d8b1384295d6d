import { describe, expect, it } from 'vitest';
import { fen } from './money.ts';
import { matchesTail, refundRung, type LadderFacts } from './refundLadder.ts';

const usual: LadderFacts = {
  amount: fen(20_000),
  limits: { each: fen(20_000), perDay: fen(50_000) },
  refundedToday: fen(30_000),
  earlierRefunds: 0,
  orderAgeDays: 7,
  oldAfterDays: 7,
  collected: { operatorId: 'li', till: '01' },
  here: { operatorId: 'li', till: '01' },
  theirs: true,
  samePayerToday: 0,
};

describe('refundRung', () => {
  it('leaves a refund exactly at the limits to the person alone', () => {
    expect(refundRung(usual)).toEqual({ level: 2, reasons: [] });
  });

  it.each([
    ['overLimit', { amount: fen(20_001), refundedToday: fen(0) }],
    ['overDayLimit', { refundedToday: fen(30_001) }],
    ['secondRefund', { earlierRefunds: 1 }],
    ['oldOrder', { orderAgeDays: 8 }],
    ['otherOperator', { here: { operatorId: 'wang', till: '01' } }],
    ['otherOperator', { collected: { operatorId: null, till: null }, theirs: false }],
    ['otherTill', { here: { operatorId: 'li', till: '02' } }],
    ['samePayerToday', { samePayerToday: 1 }],
  ] as const)('asks for a second person: %s', (reason, change) => {
    expect(refundRung({ ...usual, ...change })).toEqual({ level: 3, reasons: [reason] });
  });

  it('knows no limit where there is none, and no stranger where nobody is named', () => {
    const alone = {
      ...usual,
      amount: fen(9_999_999),
      limits: { each: null, perDay: null },
      collected: { operatorId: null, till: null },
      here: { operatorId: null, till: '09' },
    };
    expect(refundRung(alone)).toEqual({ level: 2, reasons: [] });
  });

  it('gives every reason, not only the first', () => {
    const { reasons } = refundRung({ ...usual, amount: fen(60_000), earlierRefunds: 2 });
    expect(reasons).toEqual(['overLimit', 'overDayLimit', 'secondRefund']);
  });
});

describe('matchesTail', () => {
  const numbers = ['P20261123120000A1ABCD1234', null, '4200001234567890'];
  it.each([
    ['1234', true],
    ['abcd 1234', true],
    ['７８９０', true],
    ['4200001234567890', true],
    ['234', false],
    ['1235', false],
    ['', false],
  ])('%j: %j', (typed, matches) => expect(matchesTail(numbers, typed)).toBe(matches));
});
