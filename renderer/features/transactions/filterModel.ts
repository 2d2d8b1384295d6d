import type { PaymentFilter, RelativeRange, SavedView } from '../../../shared/contract/payments.ts';
import type { Fen } from '../../../shared/domain/money.ts';
import type { Payment, PaymentMethod } from '../../../shared/domain/payment.ts';
import type { PaymentState } from '../../../shared/domain/paymentState.ts';
import { addDays, parseBusinessDate, type BusinessDate } from '../../../shared/domain/time.ts';

/** The filter as a person set it: days counted from today stay so, whatever day it becomes. */
export interface ListFilter {
  range: RelativeRange | null;
  /** Days chosen by hand; both `null` with a `range`. */
  from: BusinessDate | null;
  to: BusinessDate | null;
  states: readonly PaymentState[];
  methods: readonly PaymentMethod[];
  minAmount: Fen | null;
  maxAmount: Fen | null;
}

export const noFilter: ListFilter = {
  range: null,
  from: null,
  to: null,
  states: [],
  methods: [],
  minAmount: null,
  maxAmount: null,
};

/** The parts of a filter that can be set and taken away on their own, in the order of the tool bar. */
export const filterParts = ['date', 'states', 'methods', 'amount'] as const;
export type FilterPart = (typeof filterParts)[number];

const emptyPart: Record<FilterPart, Partial<ListFilter>> = {
  date: { range: null, from: null, to: null },
  states: { states: [] },
  methods: { methods: [] },
  amount: { minAmount: null, maxAmount: null },
};

/** First and last Beijing day of a range that is counted from `today`. */
export function rangeDays(range: RelativeRange, today: BusinessDate): { from: BusinessDate; to: BusinessDate } {
  switch (range) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'last7':
      return { from: addDays(today, -6), to: today };
    case 'month':
      return { from: `${today.slice(0, 6)}01` as BusinessDate, to: today };
  }
}

/** The filter as the main process takes it on the day `today`. */
export function toPaymentFilter(filter: ListFilter, today: BusinessDate): PaymentFilter {
  const days = filter.range ? rangeDays(filter.range, today) : filter;
  return {
    ...(days.from ? { from: days.from } : {}),
    ...(days.to ? { to: days.to } : {}),
    ...(filter.states.length > 0 ? { states: [...filter.states] } : {}),
    ...(filter.methods.length > 0 ? { methods: [...filter.methods] } : {}),
    ...(filter.minAmount === null ? {} : { minAmount: filter.minAmount }),
    ...(filter.maxAmount === null ? {} : { maxAmount: filter.maxAmount }),
  };
}

/** Whether a payment belongs into the list; the main process decides the same for whole pages. */
export function passes(filter: PaymentFilter, payment: Payment): boolean {
  return (
    (filter.from === undefined || payment.requestDate >= filter.from) &&
    (filter.to === undefined || payment.requestDate <= filter.to) &&
    (filter.states === undefined || filter.states.includes(payment.state)) &&
    (filter.methods === undefined || filter.methods.includes(payment.method)) &&
    (filter.minAmount === undefined || payment.amount >= filter.minAmount) &&
    (filter.maxAmount === undefined || payment.amount <= filter.maxAmount)
  );
}

/** The parts in which the filter hides anything. */
export function activeParts(filter: ListFilter): FilterPart[] {
  const active: Record<FilterPart, boolean> = {
    date: filter.range !== null || filter.from !== null || filter.to !== null,
    states: filter.states.length > 0,
    methods: filter.methods.length > 0,
    amount: filter.minAmount !== null || filter.maxAmount !== null,
  };
  return filterParts.filter((part) => active[part]);
}

export function withoutPart(filter: ListFilter, part: FilterPart): ListFilter {
  return { ...filter, ...emptyPart[part] };
}

/** The filter of a saved view. */
export function fromView(view: SavedView): ListFilter {
  const { from, to, states, methods, minAmount, maxAmount } = view.filter;
  return {
    range: view.range ?? null,
    from: view.range ? null : (from ?? null),
    to: view.range ? null : (to ?? null),
    states: states ?? [],
    methods: methods ?? [],
    minAmount: minAmount ?? null,
    maxAmount: maxAmount ?? null,
  };
}

/** What a saved view keeps of a filter: days counted from today are kept as such, not as today's dates. */
export function toView(filter: ListFilter, today: BusinessDate): Pick<SavedView, 'filter' | 'range'> {
  const { range } = filter;
  return {
    filter: toPaymentFilter({ ...filter, range: null }, today),
    ...(range ? { range } : {}),
  };
}

/** `20260105` → `2026-01-05`, as people and date fields write a day. */
export function dayToIso(day: BusinessDate): string {
  return day.replace(/(....)(..)(..)/, '$1-$2-$3');
}

/** `2026-01-05` → `20260105`; an empty field, or a day that does not exist, is `null`. */
export function isoToDay(text: string): BusinessDate | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseBusinessDate(text.replaceAll('-', '')) : null;
}
