import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { addMonths, monthOf, type Month } from '../../../../shared/domain/difference.ts';
import { monthTotals, rollForwardTies, type MonthAct } from '../../../../shared/domain/monthLock.ts';
import type { Outcome } from '../../../../shared/domain/reconciliation/outcome.ts';
import type { ReconciliationException } from '../../../../shared/domain/reconciliation/run.ts';
import { addDays, instant, startOfBusinessDate, type BusinessDate } from '../../../../shared/domain/time.ts';
import { createIdentities } from '../../../reconciliation/identity.ts';
import { exceptionOf, ledgerEntry, runEnd, statementEntry } from '../../../reconciliation/testing/findings.ts';
import { wrap } from '../../database.ts';
import { migrations } from '../../migrations/index.ts';
import { NOON, sampleEvent, samplePayment, sampleProfile } from '../../testing/samples.ts';
import { createRepository, type Repository } from '../index.ts';

const SHOP = 'shop';
let ledger: Repository;
let count = 0;

function openLedger(): Repository {
  const db = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true });
  for (const step of migrations) step.up(db);
  const repository = createRepository(wrap(db));
  repository.saveProfile(sampleProfile(SHOP));
  return repository;
}
beforeEach(() => void (ledger = openLedger()));

const date = (text: string) => text as BusinessDate;
const after = (day: BusinessDate) => instant(startOfBusinessDate(addDays(day, 1)) + 3_600_000);

/** Runs a day that finds these things; carried ones are also left open. */
function compare(day: BusinessDate, exceptions: ReconciliationException[], clear = false, at = after(day)) {
  const id = `run-${(count += 1)}`;
  const findings = exceptions.map(createIdentities(day));
  ledger.startRun({ id, profileId: SHOP, day, startedAt: at, by: '', automatic: false, version: '1', ruleHash: 'r' });
  ledger.addFindings(id, findings);
  const open = exceptions.flatMap(({ open_item, outcome, ledger: ours, statement }) =>
    open_item
      ? [
          {
            id: open_item.id,
            first_seen: open_item.first_seen,
            outcome,
            leg: 'huifu' as const,
            ledger: ours,
            statement,
          },
        ]
      : [],
  );
  ledger.addOpenItems(id, open);
  ledger.endRun(id, { ...runEnd(day, { clear }), endedAt: at });
  while (!ledger.mergeRun(id));
  const { differences } = ledger.run(id)!;
  return { id, findings, differences };
}

const carried = (day: string, number: string): ReconciliationException =>
  exceptionOf('MISS-GW', {
    request_number: number,
    open_item: { id: `open-${number}`, first_seen: day, age_days: 0, confirmed: false },
  });
const all = () => ledger.listDifferences(SHOP, {}, date('20261130'), null, 500).rows;
const note = (text: string, at = NOON) => ({ at, kind: 'comment' as const, by: '李会计', text });
const resolve = (id: string, at = NOON) =>
  ledger.resolveDifference(SHOP, id, 'coupon', { at, kind: 'resolved', by: '李会计', text: '' });

function lock(month: Month, at = NOON): boolean {
  const { rollForward, atRisk } = ledger.monthDifferences(SHOP, month);
  const act: MonthAct = {
    month,
    act: 'lock',
    at,
    by: '',
    approvedBy: '',
    reason: '',
    totals: monthTotals(month, [], rollForward, atRisk),
    digest: 'd',
  };
  return ledger.addMonthAct(SHOP, act);
}

describe('a difference', () => {
  it('keeps its identity, owner and comments from day to day, and ages', () => {
    compare(date('20261101'), [carried('20261101', 'P1')]);
    const [{ id } = { id: '' }] = all();
    expect(ledger.assignDifference(SHOP, id, { id: 'op-1', name: '李会计' }, note('李会计'))).toBe(true);
    ledger.noteDifference(SHOP, id, note('已问汇付'));
    expect(ledger.openItemsBefore(SHOP, date('20261102'), '', 10).items.map((item) => item.id)).toEqual(['open-P1']);
    const second = compare(date('20261102'), [carried('20261101', 'P1')]);
    expect(second.differences).toEqual({ opening: 1, new: 0, cleared: 0, closing: 1 });
    expect(all()).toMatchObject([
      { id, day: '20261101', lastDay: '20261102', ownerName: '李会计', state: 'open', outcome: 'MISS-GW' },
    ]);
    expect(ledger.difference(SHOP, id)?.notes.map(({ text }) => text)).toEqual(['李会计', '已问汇付']);
    expect(ledger.listDifferences(SHOP, { age: 'week' }, date('20261106'), null, 10).rows.length).toBe(1);
    expect(ledger.listDifferences(SHOP, { age: 'day' }, date('20261106'), null, 10).rows).toEqual([]);
  });

  it('is cleared by the next day that finds it, stays cleared, and says by which day', () => {
    compare(date('20261101'), [carried('20261101', 'P1'), exceptionOf('AMT', { request_number: 'P2' })]);
    const next = compare(date('20261102'), []);
    expect(next.differences).toEqual({ opening: 2, new: 0, cleared: 1, closing: 1 });
    const cleared = all().find(({ requestNumber }) => requestNumber === 'P1');
    expect(cleared?.state).toBe('cleared');
    expect(ledger.difference(SHOP, cleared!.id)?.notes).toMatchObject([{ kind: 'cleared', text: '20261102' }]);
    compare(date('20261101'), [carried('20261101', 'P1')]);
    expect(all().map(({ requestNumber, state }) => [requestNumber, state])).toEqual(
      expect.arrayContaining([
        ['P1', 'cleared'],
        ['P2', 'cleared'],
      ]),
    );
  });

  it('that a person resolved stays so while the same is found, and is open again when something else is', () => {
    const fee = exceptionOf('FEE');
    const { id } = compare(date('20261101'), [fee]).findings[0]!;
    expect(resolve(id)).toBe(true);
    expect(resolve(id)).toBe(false);
    compare(date('20261101'), [fee]);
    expect(all()).toMatchObject([{ id, state: 'resolved', reason: 'coupon', outcome: 'FEE' }]);
    const again = compare(date('20261101'), [exceptionOf('AMT', { statement: statementEntry({ amount_fen: 900 }) })]);
    expect(again.differences).toEqual({ opening: 0, new: 1, cleared: 0, closing: 1 });
    expect(all()).toMatchObject([{ id, state: 'open', reason: null, outcome: 'AMT' }]);
    expect(ledger.difference(SHOP, id)?.notes.map(({ kind }) => kind)).toEqual(['resolved', 'reopened']);
  });

  it('resolved by a person is not handed to the next day', () => {
    const { id } = compare(date('20261101'), [carried('20261101', 'P1')]).findings[0]!;
    resolve(id);
    expect(ledger.openItemsBefore(SHOP, date('20261102'), '', 10).items).toEqual([]);
  });

  it('comes by amount at risk, page by page', () => {
    const risks = [5, 900, 20, 20, 7];
    compare(
      date('20261101'),
      risks.map((at_risk_fen, i) => exceptionOf('AMT', { request_number: `P${i}`, at_risk_fen })),
    );
    const first = ledger.listDifferences(SHOP, {}, date('20261101'), null, 2);
    const second = ledger.listDifferences(SHOP, {}, date('20261101'), first.next, 2);
    const third = ledger.listDifferences(SHOP, {}, date('20261101'), second.next, 2);
    expect([first, second, third].flatMap(({ rows }) => rows.map(({ atRisk }) => atRisk))).toEqual([900, 20, 20, 7, 5]);
    expect(third.next).toBeNull();
    expect(ledger.differenceTotals(SHOP, {}, date('20261101'))).toMatchObject({ count: 5, open: 5, atRisk: 952 });
  });
});

const stale = () =>
  ledger
    .monthDays(SHOP, '202611' as Month)
    .filter((one) => one.stale)
    .map(({ day }) => day);

describe('a day', () => {
  const stateOf = (day: string) => ledger.monthDays(SHOP, monthOf(date(day))).find((one) => one.day === day)?.state;

  it('is clear only when the machine says so, and explained when people have said why', () => {
    expect(stateOf('20261101')).toBe('none');
    const { id } = compare(date('20261101'), [exceptionOf('FEE')]).findings[0]!;
    expect(stateOf('20261101')).toBe('open');
    resolve(id);
    expect(stateOf('20261101')).toBe('explained');
    compare(date('20261101'), [], true);
    expect(stateOf('20261101')).toBe('clear');
  });

  it.each<[string, Parameters<typeof runEnd>[1]]>([
    ['unread', { all_read: false, clear: true }],
    ['noFile', { outcomes: { ...runEnd(date('20261101')).summary.outcomes, 'NO-FILE': 1 } }],
    ['unread', { outcomes: { ...runEnd(date('20261101')).summary.outcomes, 'UNKNOWN-KIND': 2 } }],
  ])('is %s whatever people resolve', (state, over) => {
    const day = date('20261101');
    ledger.startRun({
      id: 'x',
      profileId: SHOP,
      day,
      startedAt: NOON,
      by: '',
      automatic: false,
      version: '1',
      ruleHash: 'r',
    });
    ledger.endRun('x', runEnd(day, over));
    expect(ledger.mergeRun('x')).toBe(true);
    expect(stateOf(day)).toBe(state);
  });

  it('is stale once an earlier day was compared again', () => {
    compare(date('20261101'), []);
    compare(date('20261102'), []);
    expect(stale()).toEqual([]);
    compare(date('20261101'), []);
    expect(stale()).toEqual(['20261102']);
  });

  it('of a run that never ended counts for nothing', () => {
    ledger.startRun({
      id: 'dead',
      profileId: SHOP,
      day: date('20261101'),
      startedAt: NOON,
      by: '',
      automatic: false,
      version: '1',
      ruleHash: '',
    });
    ledger.addFindings('dead', [createIdentities(date('20261101'))(exceptionOf('AMT'))]);
    expect(ledger.unfinishedRuns(SHOP)).toEqual({ ending: [], dead: ['dead'] });
    while (!ledger.dropRun('dead'));
    expect(all()).toEqual([]);
    expect(ledger.latestRun(SHOP, date('20261101'))).toBeNull();
  });
});

describe('a locked month', () => {
  it('keeps its totals; a late item is posted in the next month and linked back', () => {
    compare(date('20261031'), []);
    expect(lock('202610' as Month)).toBe(true);
    expect(lock('202610' as Month)).toBe(false);
    compare(date('20261031'), [exceptionOf('MISS-US')]);
    const [late] = all();
    expect(late).toMatchObject({ month: '202611', belongs: '202610', day: '20261031' });
    expect(ledger.difference(SHOP, late!.id)?.notes).toMatchObject([{ kind: 'posted', text: '202610' }]);
    expect(ledger.monthDifferences(SHOP, '202610' as Month).rollForward).toEqual({
      opening: 0,
      new: 0,
      cleared: 0,
      closing: 0,
    });
    expect(ledger.monthDifferences(SHOP, '202611' as Month).rollForward).toMatchObject({ new: 1, closing: 1 });
  });

  it.each(['the machine', 'a person'])('keeps what was settled in it: what %s opens again is posted anew', (who) => {
    const october = date('20261005');
    const { id } = compare(october, [exceptionOf('FEE')], false, after(october)).findings[0]!;
    resolve(id, after(october));
    lock('202610' as Month);
    const november = after(date('20261103'));
    if (who === 'the machine') compare(october, [exceptionOf('AMT')], false, november);
    else ledger.reopenDifference(SHOP, id, { ...note(''), kind: 'reopened', at: november });
    expect(all()).toMatchObject([{ id, state: 'open', month: '202611', belongs: '202610' }]);
    expect(ledger.monthDifferences(SHOP, '202611' as Month).rollForward).toEqual({
      opening: 0,
      new: 1,
      cleared: 0,
      closing: 1,
    });
  });

  it('cannot be rewritten', () => {
    lock('202610' as Month);
    const [act] = ledger.monthActs(SHOP);
    expect(act).toMatchObject({ month: '202610', act: 'lock', digest: 'd' });
  });

  it('opening + new − cleared = closing, every month, whatever is found, resolved, reopened and locked in which order', () => {
    // Few days, so that each is compared again and again, before and after its month is locked.
    const day = fc.constantFrom(...['20261005', '20261020', '20261103', '20261125', '20261202', '20261210'].map(date));
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({
          act: fc.constant('run' as const),
          day,
          found: fc.uniqueArray(
            fc.tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom<Outcome>('AMT', 'FEE', 'STAT-UP')),
            { selector: ([number]) => number, maxLength: 4 },
          ),
        }),
      },
      { weight: 2, arbitrary: fc.record({ act: fc.constant('resolve' as const), nth: fc.nat() }) },
      { weight: 2, arbitrary: fc.record({ act: fc.constant('reopen' as const), nth: fc.nat() }) },
      { weight: 2, arbitrary: fc.record({ act: fc.constant('lock' as const) }) },
      { weight: 2, arbitrary: fc.record({ act: fc.constant('wait' as const) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        ledger = openLedger();
        let locked = '202609' as Month;
        // The clock never goes back, and nothing happens in a month that is locked.
        let now = date('20261021');
        const ties: boolean[] = [];
        for (const one of steps) {
          if (one.act === 'wait') now = addDays(now, 12);
          else if (one.act === 'run') {
            if (one.day > now) continue;
            const found = one.found.map(([n, outcome]) => {
              const number = `${one.day}-${n}`;
              return exceptionOf(outcome, { request_number: number, ledger: ledgerEntry({ request_number: number }) });
            });
            const { differences } = compare(one.day, found, false, after(now));
            ties.push(rollForwardTies(differences));
          } else if (one.act === 'lock') {
            if (monthOf(now) > addMonths(locked, 1)) ties.push(lock((locked = addMonths(locked, 1))));
          } else {
            const wanted = one.act === 'resolve' ? 'open' : 'resolved';
            const rows = all().filter(({ state }) => state === wanted);
            const row = rows[one.nth % Math.max(1, rows.length)];
            if (!row) continue;
            if (one.act === 'resolve') resolve(row.id, after(now));
            else ledger.reopenDifference(SHOP, row.id, { ...note(''), kind: 'reopened', at: after(now) });
          }
        }
        expect(ties).not.toContain(false);
        let closing = 0;
        for (let month = '202610' as Month; month <= '202803'; month = addMonths(month, 1)) {
          const act = ledger.monthActs(SHOP).find((one) => one.month === month);
          const forward = act?.totals.differences ?? ledger.monthDifferences(SHOP, month).rollForward;
          expect(rollForwardTies(forward)).toBe(true);
          expect(forward.opening).toBe(closing);
          closing = forward.closing;
        }
        expect(closing).toBe(all().filter(({ state }) => state === 'open').length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the trades of a day', () => {
  it('come oldest first, by page, with the neighbours for cross-day matches, and add up', () => {
    for (const [number, iso, state] of [
      ['A', '2026-11-22T15:59:59Z', 'paid'],
      ['B', '2026-11-22T16:00:00Z', 'paid'],
      ['C', '2026-11-23T04:00:00Z', 'failed'],
      ['D', '2026-11-23T05:00:00Z', 'unknown'],
    ] as const) {
      const payment = samplePayment(SHOP, { requestNumber: number, createdAt: instant(Date.parse(iso)) });
      ledger.insertPayment(payment, sampleEvent());
      ledger.movePayment(payment.id, 'created', state, state === 'paid' ? { fee: 5 as never } : {}, null);
    }
    const first = ledger.trades(SHOP, date('20261122'), date('20261123'), null, 3);
    const rest = ledger.trades(SHOP, date('20261122'), date('20261123'), first.next, 3);
    expect([...first.rows, ...rest.rows].map((row) => [row.request_number, row.request_date, row.status])).toEqual([
      ['A', '20261122', 'paid'],
      ['B', '20261123', 'paid'],
      ['C', '20261123', 'failed'],
      ['D', '20261123', 'processing'],
    ]);
    expect(ledger.trades(SHOP, date('20261123'), date('20261123'), null, 10).rows.length).toBe(3);
    expect(ledger.daySums(SHOP, date('20261123'))).toMatchObject({ payments: { count: 1, sum_fen: 1250 }, fee_fen: 5 });
    expect(ledger.dayFlows(SHOP, date('20261122'), date('20261123')).map(({ payments }) => payments.count)).toEqual([
      1, 1,
    ]);
  });
});
