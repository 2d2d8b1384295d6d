import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../shared/domain/difference.ts';
import type { StatementPeriod } from '../../../shared/domain/statement.ts';
import { addDays, instant, startOfBusinessDate, type BusinessDate } from '../../../shared/domain/time.ts';
import { newWait } from '../statements/calendar.ts';
import { Desk, DAY } from '../testing/desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open();
  await desk.paid('PA', 10_000);
});
afterEach(() => desk.close());

const runOf = async (day = DAY) => (await desk.room.day(day)).run;
const runs = () => desk.audit.filter(({ act }) => act === 'reconciliation.run');
const agreeing = [{ number: 'PA', amount: 10_000 }];

/** Statements of the day lie ready, as if they had just been fetched. */
async function arrive(rows = agreeing, name = 'trade.csv') {
  desk.statement(rows, name);
  return desk.stored();
}

describe('a day whose trade statement is in', () => {
  it('is compared by itself, by nobody who is at the console, and kept as any other', async () => {
    await arrive();
    await desk.room.tick();
    expect(await runOf()).toMatchObject({ automatic: true, by: '', matched: 1 });
    expect((await desk.room.day(DAY)).overview).toMatchObject({ state: 'clear' });
    expect(desk.audit).toMatchObject([{ act: 'reconciliation.run', subject: DAY, unattended: true }]);
    expect(desk.jobs.list()).toMatchObject([{ kind: 'reconcile', subject: DAY, state: 'done' }]);
  });

  it('is not compared again while nothing new came in, also not after a restart', async () => {
    await arrive();
    await desk.room.tick();
    await desk.room.tick();
    await desk.reopen();
    await desk.room.tick();
    expect(runs()).toHaveLength(1);
  });

  it('that a person has compared is left alone', async () => {
    await arrive();
    await desk.compare();
    await desk.room.tick();
    expect(runs()).toHaveLength(1);
    expect(await runOf()).toMatchObject({ automatic: false, by: '李会计' });
  });

  it('is compared again when the statement is made anew, and when a further one comes in', async () => {
    await arrive();
    await desk.room.tick();
    await arrive([{ number: 'PA', amount: 10_100 }]);
    await desk.room.tick();
    expect((await desk.room.day(DAY)).overview).toMatchObject({ state: 'open', open: 1 });
    desk.further('note.csv', '日期,金额\r\n2026-11-23,1.00\r\n');
    await desk.stored({ kind: null, leg: null });
    await desk.room.tick();
    expect(runs()).toHaveLength(3);
  });

  it('waits while a newer one is on its way, and while its day is not over', async () => {
    desk.profile = { ...desk.profile, environment: 'live' };
    const statement = await arrive();
    const wait = newWait('shop', 'trade', DAY as string as StatementPeriod, {
      now: desk.now,
      wanted: true,
      atOnce: true,
    });
    await desk.ledger.saveStatementWaits([{ ...wait, state: 'generating' }]);
    await desk.room.tick();
    expect(runs()).toHaveLength(0);
    await desk.ledger.saveStatementWaits([{ ...wait, state: 'stored' }]);
    desk.now = instant(startOfBusinessDate(DAY) + 3_600_000);
    await desk.room.tick();
    expect(runs()).toHaveLength(0);
    desk.now = instant(statement.receivedAt);
    await desk.room.tick();
    expect(runs()).toHaveLength(1);
  });

  it('is not compared without its trade statement, nor when that is switched off', async () => {
    desk.statement(agreeing);
    await desk.stored({ kind: 'settlement', leg: 'settlement' });
    await desk.room.tick();
    await desk.stored();
    desk.comparesItself = false;
    await desk.room.tick();
    expect(runs()).toHaveLength(0);
    desk.comparesItself = true;
    await desk.room.tick();
    expect(runs()).toHaveLength(1);
  });

  it('in a locked month is left to people', async () => {
    const month = DAY.slice(0, 6) as Month;
    await arrive();
    await desk.room.tick();
    desk.now = instant(startOfBusinessDate('20261202' as BusinessDate));
    expect(await desk.room.months.lock(month)).toMatchObject({ ok: true });
    await arrive([{ number: 'PA', amount: 10_100 }]);
    await desk.room.tick();
    expect(runs()).toHaveLength(1);
    await desk.room.months.unlock(month, { typed: 10_000, reason: '更正', approvalId: null });
    await desk.room.tick();
    expect(runs()).toHaveLength(2);
  });

  it('comes in its turn: the earlier day first, one at a time', async () => {
    const before = addDays(DAY, -1);
    await arrive();
    await desk.stored({ period: before as string as StatementPeriod });
    await desk.room.tick();
    expect(runs().map(({ subject }) => subject)).toEqual([before, DAY]);
  });
});

describe('a comparison that the console has begun', () => {
  it('gives way to a person’s, which is the only one that is kept', async () => {
    await arrive();
    const begun = desk.begun();
    const own = desk.room.tick();
    const automatic = await begun;
    expect(await desk.compare()).toMatchObject({ state: 'done' });
    await own;
    await desk.room.tick();
    expect(desk.jobs.list().find(({ id }) => id === automatic.id)).toMatchObject({ state: 'cancelled' });
    expect(runs()).toHaveLength(1);
    expect(await runOf()).toMatchObject({ automatic: false, by: '李会计' });
  });

  it('is begun again neither after a person stopped it nor for the same statements, but for new ones', async () => {
    await arrive();
    const begun = desk.begun();
    const own = desk.room.tick();
    desk.jobs.cancel((await begun).id);
    await own;
    await desk.room.tick();
    expect(runs()).toHaveLength(0);
    await arrive([{ number: 'PA', amount: 10_100 }]);
    await desk.room.tick();
    expect(runs()).toHaveLength(1);
  });

  it('and was cut short by the end of the console, is made at the next start', async () => {
    await arrive();
    const begun = desk.begun();
    void desk.room.tick();
    await begun;
    await desk.reopen();
    expect(runs()).toHaveLength(0);
    await desk.room.tick();
    expect(runs()).toHaveLength(1);
    expect(desk.warnings).toEqual([]);
  });

  it('is news as long as something that it found is open', async () => {
    await arrive();
    await desk.room.tick();
    expect(await desk.room.news()).toBeNull();
    await arrive([{ number: 'PA', amount: 10_100 }]);
    await desk.room.tick();
    const { id } = (await runOf())!;
    expect(await desk.room.news()).toMatchObject({ runId: id, day: DAY, days: 1, open: 1, atRisk: 100 });
    const [difference] = (await desk.room.list({}, null, 10)).rows;
    await desk.room.differences.resolve(difference!.id, { reason: 'coupon', text: '', approvalId: null });
    expect(await desk.room.news()).toBeNull();
  });
});

it('a person who stops a comparison is not answered with another one', async () => {
  await arrive();
  const started = desk.room.compare(DAY);
  if (!started.ok) throw new Error(started.error.code);
  const end = desk.ended(started.data);
  desk.jobs.cancel(started.data.id);
  expect(await end).toMatchObject({ state: 'cancelled' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await desk.room.tick();
  expect(runs()).toHaveLength(0);
});
