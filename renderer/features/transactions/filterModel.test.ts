import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentFilterSchema, relativeRanges, savedViewSchema } from '../../../shared/contract/payments.ts';
import { fen } from '../../../shared/domain/money.ts';
import { paymentMethods, type Payment } from '../../../shared/domain/payment.ts';
import { paymentStates } from '../../../shared/domain/paymentState.ts';
import { addDays, parseBusinessDate, type BusinessDate } from '../../../shared/domain/time.ts';
import {
  activeParts,
  dayToIso,
  filterParts,
  fromView,
  isoToDay,
  noFilter,
  passes,
  rangeDays,
  toPaymentFilter,
  toView,
  withoutPart,
  type ListFilter,
} from './filterModel.ts';

const day = (text: string) => parseBusinessDate(text)!;
const anyDay = fc.integer({ min: 0, max: 3000 }).map((n) => addDays(day('20240101'), n));
const amount = fc.integer({ min: 1, max: 1_000_000 }).map(fen);
const anyFilter: fc.Arbitrary<ListFilter> = fc.record({
  range: fc.option(fc.constantFrom(...relativeRanges)),
  from: fc.option(anyDay),
  to: fc.option(anyDay),
  states: fc.subarray([...paymentStates]),
  methods: fc.subarray([...paymentMethods]),
  minAmount: fc.option(amount),
  maxAmount: fc.option(amount),
});

describe('rangeDays', () => {
  it('counts in Beijing days, across months and years', () => {
    expect(rangeDays('today', day('20260301'))).toEqual({ from: '20260301', to: '20260301' });
    expect(rangeDays('yesterday', day('20260301'))).toEqual({ from: '20260228', to: '20260228' });
    expect(rangeDays('last7', day('20260103'))).toEqual({ from: '20251228', to: '20260103' });
    expect(rangeDays('month', day('20260314'))).toEqual({ from: '20260301', to: '20260314' });
  });
});

describe('toPaymentFilter', () => {
  it('asks only what the main process takes', () => {
    fc.assert(
      fc.property(anyFilter, anyDay, (filter, today) => {
        expect(paymentFilterSchema.safeParse(toPaymentFilter(filter, today)).success).toBe(true);
      }),
    );
  });

  it('asks nothing where nothing is filtered', () => {
    expect(toPaymentFilter(noFilter, day('20260105'))).toEqual({});
    expect(activeParts(noFilter)).toEqual([]);
  });

  it('counts a relative range from the day on which it is asked', () => {
    const filter: ListFilter = { ...noFilter, range: 'yesterday' };
    expect(toPaymentFilter(filter, day('20260105'))).toEqual({ from: '20260104', to: '20260104' });
    expect(toPaymentFilter(filter, day('20260106'))).toEqual({ from: '20260105', to: '20260105' });
  });
});

describe('activeParts and withoutPart', () => {
  it('takes away one part and leaves the others', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        for (const part of filterParts) {
          expect(activeParts(withoutPart(filter, part))).toEqual(activeParts(filter).filter((p) => p !== part));
        }
      }),
    );
  });

  it('leaves nothing when all parts are taken away', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(filterParts.reduce(withoutPart, filter)).toEqual(noFilter);
      }),
    );
  });
});

const view = (filter: ListFilter) => ({
  id: 'v1',
  name: '今天的微信',
  columns: ['amount' as const],
  ...toView(filter, day('20260105')),
});

describe('saved views', () => {
  it('are what the main process keeps, and come back as they were set', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const set: ListFilter = filter.range ? { ...filter, from: null, to: null } : filter;
        const kept = savedViewSchema.parse(JSON.parse(JSON.stringify(view(set))));
        expect(fromView(kept)).toEqual(set);
      }),
    );
  });

  it('keep "today" as today, not as the date on which they were saved', () => {
    const kept = view({ ...noFilter, range: 'today' });
    expect(kept).toMatchObject({ range: 'today', filter: {} });
    expect(toPaymentFilter(fromView(kept), day('20260201'))).toEqual({ from: '20260201', to: '20260201' });
  });
});

describe('passes', () => {
  const payment = {
    requestDate: '20260105' as BusinessDate,
    state: 'paid',
    method: 'wechat',
    amount: fen(1250),
  } as Payment;

  it('says whether a new payment belongs into the list, bounds included', () => {
    expect(passes({}, payment)).toBe(true);
    expect(passes({ from: day('20260105'), to: day('20260105') }, payment)).toBe(true);
    expect(passes({ to: day('20260104') }, payment)).toBe(false);
    expect(passes({ from: day('20260106') }, payment)).toBe(false);
    expect(passes({ states: ['waiting'] }, payment)).toBe(false);
    expect(passes({ methods: ['wechat', 'alipay'] }, payment)).toBe(true);
    expect(passes({ minAmount: fen(1250), maxAmount: fen(1250) }, payment)).toBe(true);
    expect(passes({ minAmount: fen(1251) }, payment)).toBe(false);
    expect(passes({ maxAmount: fen(1249) }, payment)).toBe(false);
  });
});

describe('days as a date field has them', () => {
  it('go there and back', () => {
    expect(dayToIso(day('20260105'))).toBe('2026-01-05');
    fc.assert(
      fc.property(anyDay, (one) => {
        expect(isoToDay(dayToIso(one))).toBe(one);
      }),
    );
  });

  it.each(['', '2026-02-30', '20260105', '2026-1-5', 'x'])('%j is no day', (text) => {
    expect(isoToDay(text)).toBeNull();
  });
});
