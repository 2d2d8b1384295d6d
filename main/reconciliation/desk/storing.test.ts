import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../shared/domain/difference.ts';
import { createIdentities } from '../identity.ts';
import { Desk, DAY } from '../testing/desk.ts';
import { exceptionOf, findingMany, runEnd } from '../testing/findings.ts';

let desk: Desk;
beforeEach(async () => void (desk = await Desk.open()));
afterEach(() => desk.close());

const MANY = 3_000;
const open = async () => (await desk.room.totals({ day: DAY })).open;
const runOf = async () => (await desk.room.day(DAY)).run;
const START = { profileId: 'shop', day: DAY, by: '', automatic: false, version: '1', ruleHash: 'r' } as const;

/** A run of an earlier console whose findings are all in the ledger; it was killed then, or a little later. */
async function storedRun(id: string): Promise<void> {
  const identify = createIdentities(DAY);
  await desk.ledger.startRun({ ...START, id, startedAt: desk.now });
  for (let from = 0; from < MANY; from += 500) {
    const numbers = Array.from({ length: 500 }, (_, i) => `P${from + i}`);
    const found = numbers.map((request_number) => identify(exceptionOf('MISS-GW', { request_number })));
    await desk.ledger.addFindings(id, found);
  }
}

describe('storing many differences', () => {
  it('lets others in between, while it adds them and while it makes them visible', async () => {
    desk.run = findingMany(MANY);
    const log: string[] = [];
    const ask = async (name: string) => {
      await desk.ledger.listPayments('shop', {}, null, 200);
      log.push(name);
    };
    const asked: Promise<void>[] = [];
    desk.answered = (method) => {
      log.push(method);
      if (method === 'startRun') asked.push(ask('while adding'));
      if (method === 'endRun') asked.push(ask('while merging'));
    };
    await desk.compare();
    await Promise.all(asked);
    expect(log.indexOf('while adding')).toBeLessThan(log.lastIndexOf('addFindings'));
    expect(log.indexOf('while merging')).toBeLessThan(log.lastIndexOf('mergeRun'));
    expect(log.filter((name) => name === 'mergeRun').length).toBeGreaterThan(2);
    expect(await open()).toBe(MANY);
  });

  it('shows all of them at once, with the run', async () => {
    desk.run = findingMany(MANY);
    const seen = new Set<number>();
    const looks: Promise<unknown>[] = [];
    desk.answered = (method) => {
      if (method !== 'mergeRun') return;
      looks.push(Promise.all([open(), runOf()]).then(([count, run]) => seen.add(run === null ? count : -count)));
    };
    await desk.compare();
    await Promise.all(looks);
    expect([...seen].toSorted((a, b) => a - b)).toEqual([-MANY, 0]);
    expect((await runOf())!.differences).toEqual({ opening: 0, new: MANY, cleared: 0, closing: MANY });
    desk.run = findingMany(0);
    await desk.compare();
    expect((await runOf())!.differences).toEqual({ opening: MANY, new: 0, cleared: MANY, closing: 0 });
  });

  it('that is stopped while it adds leaves nothing', async () => {
    desk.run = findingMany(MANY);
    const begun = desk.begun();
    const end = desk.compare();
    const { id } = await begun;
    desk.answered = (method) => void (method === 'addFindings' && desk.jobs.cancel(id));
    expect(await end).toMatchObject({ state: 'cancelled' });
    expect(await runOf()).toBeNull();
    expect(await open()).toBe(0);
    expect(await desk.ledger.unfinishedRuns('shop')).toEqual({ ending: [], dead: [] });
    desk.answered = () => {};
    await desk.compare();
    expect(await open()).toBe(MANY);
  });
});

describe('killed while it stored', () => {
  it('before all was in, the next console takes it back', async () => {
    await storedRun('half');
    await desk.reopen();
    expect(await runOf()).toBeNull();
    await desk.room.tick();
    expect(await desk.ledger.unfinishedRuns('shop')).toEqual({ ending: [], dead: [] });
    expect(await desk.ledger.findings('half', null, 10)).toEqual([]);
    expect(await open()).toBe(0);
  });

  it('once all was in, nothing of it is seen, no month is locked over it, and the next console ends it', async () => {
    await storedRun('whole');
    await desk.ledger.endRun('whole', runEnd(DAY));
    expect(await desk.ledger.mergeRun('whole')).toBe(false);
    await desk.reopen();
    expect([await open(), await runOf()]).toEqual([0, null]);
    expect((await desk.room.list({}, null, 10)).rows).toEqual([]);
    expect((await desk.room.day(DAY)).overview).toMatchObject({ state: 'none', open: 0 });
    const act = {
      month: DAY.slice(0, 6) as Month,
      act: 'lock',
      at: desk.now,
      by: '',
      approvedBy: '',
      reason: '',
    } as const;
    const { totals } = await desk.room.months.view(act.month);
    expect(await desk.ledger.addMonthAct('shop', { ...act, totals, digest: 'd' })).toBe(false);
    await desk.room.tick();
    expect(await open()).toBe(MANY);
    expect(await runOf()).toMatchObject({ id: 'whole', differences: { opening: 0, new: MANY, closing: MANY } });
    expect(desk.audit).toMatchObject([{ act: 'reconciliation.run', subject: DAY, unattended: true }]);
  });
});
