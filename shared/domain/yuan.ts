import type { SettlementCheck } from './reconciliation/run.ts';
import { addDays, type BusinessDate } from './time.ts';

/** What made the day's money, with its sign. */
const yuanSources = ['collected', 'refunded', 'fee', 'returnedFee'] as const;
export type YuanSource = (typeof yuanSources)[number];

/**
 * Where the day's money is. `nextDay` and `later` are not due yet; `overdue` should have been settled or should have
 * arrived; `unexplained` is what is left over, shown rather than hidden.
 */
const yuanPlaces = ['frozen', 'nextDay', 'later', 'overdue', 'inTransit', 'inBank', 'unexplained'] as const;
export type YuanPlace = (typeof yuanPlaces)[number];

/** Rows that a term can be opened to. */
export type YuanRows = 'payments' | 'refunds' | 'settlement' | null;

export interface YuanTerm<Key> {
  key: Key;
  /** 1/1000 fen with its sign: sources add up to the places. */
  millifen: number;
  rows: YuanRows;
}

/** A day's trades as the ledger has them. Fen. */
export interface DayMoney {
  collected: number;
  refunded: number;
  fee: number;
  returnedFee: number;
}

/** How the merchant is settled: so many days after the trade, counted in working days (T) or calendar days (D). */
export interface SettlementCycle {
  days: number;
  working: boolean;
}

export interface YuanView {
  day: BusinessDate;
  dueOn: BusinessDate;
  sources: YuanTerm<YuanSource>[];
  places: YuanTerm<YuanPlace>[];
  /** Sources less places: always 0. */
  sum: number;
  batches: SettlementCheck[];
}

/** The day on which money of `day` is due for settlement. */
export function dueDay(day: BusinessDate, cycle: SettlementCycle, holidays: readonly string[]): BusinessDate {
  let due = day;
  for (let left = cycle.days; left > 0; left -= 1) {
    due = addDays(due, 1);
    while (cycle.working && (holidays.includes(due) || isWeekend(due))) due = addDays(due, 1);
  }
  return due;
}

function isWeekend(day: BusinessDate): boolean {
  const weekday = new Date(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/**
 * Says where every yuan of a day is, from the ledger and the settlement lines that cover the day. What no line speaks of is
 * not due yet, or overdue; what the lines do not explain is a place of its own, so that the sum is zero without a lie.
 *
 * @param batches settlement lines whose days include `day`
 */
export function whereIsEachYuan(given: {
  day: BusinessDate;
  today: BusinessDate;
  money: DayMoney;
  batches: readonly SettlementCheck[];
  cycle: SettlementCycle;
  holidays: readonly string[];
}): YuanView {
  const { day, money, batches } = given;
  const sources: [YuanSource, number, YuanRows][] = [
    ['collected', money.collected, 'payments'],
    ['refunded', -money.refunded, 'refunds'],
    ['fee', -money.fee, 'payments'],
    ['returnedFee', money.returnedFee, 'refunds'],
  ];
  const net = money.collected - money.refunded - money.fee + money.returnedFee;
  const places: Record<YuanPlace, number> = {
    frozen: 0,
    nextDay: 0,
    later: 0,
    overdue: 0,
    inTransit: 0,
    inBank: 0,
    unexplained: 0,
  };
  const own = batches.filter(({ from, to }) => from === day && to === day);
  for (const batch of own) {
    places.frozen += batch.frozen_fen;
    places[placeOf(batch)] += batch.net_fen;
  }
  const shared = batches.find(({ from, to }) => from !== to);
  let rest = net - places.frozen - own.reduce((sum, batch) => sum + batch.net_fen, 0);
  // A line over several days says nothing of one of them, unless the trades of all its days are exactly what it settled.
  if (own.length === 0 && shared?.trades_tie === true && shared.frozen_fen === 0) {
    places[placeOf(shared)] = rest;
    rest = 0;
  }
  const dueOn = dueDay(day, given.cycle, given.holidays);
  if (batches.length === 0)
    places[given.today > dueOn ? 'overdue' : given.cycle.days <= 1 ? 'nextDay' : 'later'] = rest;
  else if (own.length > 0 && leftOut(money, own)) places.later = rest;
  else places.unexplained = rest;

  const terms = {
    sources: sources.map(([key, fen, rows]) => ({ key, millifen: fen * 1000 || 0, rows })),
    places: yuanPlaces.map((key) => ({ key, millifen: places[key] * 1000, rows: rowsOf(key, batches.length > 0) })),
  };
  return { day, dueOn, ...terms, sum: total(terms.sources) - total(terms.places), batches: [...batches] };
}

const total = (list: readonly { millifen: number }[]): number => list.reduce((sum, { millifen }) => sum + millifen, 0);

function placeOf({ bank }: SettlementCheck): YuanPlace {
  if (bank === 'arrived') return 'inBank';
  return bank === 'missing' ? 'overdue' : 'inTransit';
}

/** The lines settle less trade than there was: the rest has a later day. */
function leftOut(money: DayMoney, own: readonly SettlementCheck[]): boolean {
  const gross = own.reduce((sum, batch) => sum + batch.gross_fen, 0);
  return gross < money.collected;
}

function rowsOf(place: YuanPlace, settled: boolean): YuanRows {
  if (place === 'frozen' || place === 'inTransit' || place === 'inBank') return 'settlement';
  return settled ? 'settlement' : 'payments';
}

/** Terms of the settlement formula, in its order. */
const formulaTerms = ['trade', 'fee', 'refund', 'returnedFee', 'notDue', 'frozen'] as const;
export type FormulaTerm = (typeof formulaTerms)[number];

/** Trade − fee − refund + returned fee − not due − frozen = settlement, each term with its sign, in 1/1000 fen. */
export interface SettlementFormula {
  terms: { key: FormulaTerm; millifen: number }[];
  /** What the terms add up to, what the line says was settled, and the difference. */
  computed: number;
  stated: number;
  difference: number;
}

/** @param notDue fen of its days' trades that a later settlement will bring */
export function settlementFormula(batch: SettlementCheck, notDue = 0): SettlementFormula {
  const values: Record<FormulaTerm, number> = {
    trade: (batch.gross_fen + notDue) * 1000,
    fee: -batch.fee_millifen,
    refund: -batch.refunded_fen * 1000,
    returnedFee: batch.returned_fee_millifen,
    notDue: -notDue * 1000,
    frozen: -batch.frozen_fen * 1000,
  };
  const terms = formulaTerms.map((key) => ({ key, millifen: values[key] || 0 }));
  const computed = terms.reduce((sum, { millifen }) => sum + millifen, 0);
  const stated = batch.net_fen * 1000;
  return { terms, computed, stated, difference: stated - computed };
}
