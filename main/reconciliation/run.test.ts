import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MatchedPair, RunProgress } from '../../shared/domain/reconciliation/run.ts';
import { readOriginalLine, reconcile, runReconciliation, writeLedgerCsv } from './index.ts';
import { everyDefect, generate } from './testing/generator.ts';
import { DAY, found, huifuCsv, ledgerCsv, NOON, trades, workbench, type Workbench } from './testing/workbench.ts';
import type { Trade } from './testing/trade.ts';

let bench: Workbench;
beforeEach(() => (bench = workbench()));
afterEach(() => bench.remove());
const make = trades(44);

describe('in a thread of its own', () => {
  it('a run gives the same bytes, its lists and its progress', async () => {
    const made = generate({ dir: bench.path('made'), rows: 60_000, defects: everyDefect });
    const input = { ledger: made.ledger, statements: made.statements, day: made.day };
    await reconcile({ ...input, out: bench.path('here.json') });
    const progress: RunProgress[] = [];
    const pairs: MatchedPair[] = [];
    let exceptions = 0;
    const summary = await runReconciliation(
      { ...input, out: bench.path('there.json') },
      {
        onProgress: (one) => progress.push(one),
        onMatched: (batch) => pairs.push(...batch),
        onExceptions: (batch) => (exceptions += batch.length),
      },
    );
    expect(readFileSync(bench.path('there.json')).equals(readFileSync(bench.path('here.json')))).toBe(true);
    expect(progress.at(-1)).toMatchObject({ stage: 'matching' });
    expect(pairs.filter(({ outcome }) => outcome === 'OK')).toHaveLength(summary.outcomes.OK);
    expect(exceptions).toBe(made.truth.length);
  }, 60_000);

  it('leaves the calling thread free', async () => {
    const made = generate({ dir: bench.path('made'), rows: 60_000 });
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await runReconciliation({ ledger: made.ledger, statements: made.statements });
    clearInterval(watch);
    expect(longest).toBeLessThan(400); // the machine of the tests is shared; a blocked thread would take all of the run
  }, 60_000);

  it.each([0, 20, 80, 200, 500])(
    'a cancel after %d ms leaves nothing behind',
    async (ms) => {
      const made = generate({ dir: bench.path('made'), rows: 60_000, defects: everyDefect });
      const cancel = new AbortController();
      const before = readdirSync(bench.dir);
      const run = runReconciliation(
        { ledger: made.ledger, statements: made.statements, out: bench.path('out.json') },
        { signal: cancel.signal },
      ).then(
        () => 'done',
        (problem: { code: string }) => problem.code,
      );
      setTimeout(() => cancel.abort(), ms);
      const end = await run;
      expect(['cancelled', 'done']).toContain(end);
      const left = readdirSync(bench.dir).filter((name) => !before.includes(name));
      expect(left).toEqual(end === 'done' ? ['out.json'] : []);
    },
    60_000,
  );
});

/** A disk that is full for real is a small file system of its own; making one takes root on Linux. */
function mountSmallDisk(dir: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a result that cannot be written', () => {
  it('to a folder that is not there is told in words', async () => {
    bench.write('ledger.csv', ledgerCsv([]));
    const run = reconcile({ ledger: bench.path('ledger.csv'), statements: [], out: bench.path('none/out.json') });
    await expect(run).rejects.toMatchObject({ code: 'write' });
  });

  it('to a full disk leaves no half file, and keeps the result that was there', async ({ skip }) => {
    const made = generate({ dir: bench.path('made'), rows: 3_000, defects: { AMT: 0.2 } });
    const disk = bench.path('disk');
    mkdirSync(disk);
    if (!mountSmallDisk(disk)) skip('needs the right to mount a file system');
    try {
      writeFileSync(join(disk, 'out.json'), 'before');
      const run = reconcile({ ledger: made.ledger, statements: made.statements, out: join(disk, 'out.json') });
      await expect(run).rejects.toMatchObject({ code: 'diskFull' });
      expect(readdirSync(disk)).toEqual(['out.json']);
      expect(readFileSync(join(disk, 'out.json'), 'utf8')).toBe('before');
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

describe('open items', () => {
  const late = make.payment(NOON + 43_190); // 23:59:50
  const lost = make.payment(NOON);
  const theirs = make.payment(NOON + 60);
  const tomorrow: Trade = { ...late, time: late.time + 15 };

  it('are carried on with their identity and age, and close when their counterpart comes', async () => {
    bench.write('ledger.csv', ledgerCsv([late, lost]));
    const first = await bench.run({ statements: [bench.write('1.csv', huifuCsv([theirs]))], day: DAY });
    expect(found(first)).toEqual({ 'MISS-GW': 2, 'MISS-US': 1 });
    expect(first.totals.legs[0]!.open_items).toMatchObject({ opening: 0, new: 3, cleared: 0, closing: 3, ties: true });
    expect(first.exceptions.find(({ request_number }) => request_number === late.requestNumber)!.why.zh).toContain(
      '零点',
    );

    const others = [1, 2].map((n) => make.payment(NOON + 86_400 + n * 400));
    bench.write('ledger.csv', ledgerCsv(others));
    const second = await bench.run({
      statements: [bench.write('2.csv', huifuCsv([...others, tomorrow]))],
      day: '20260106',
      openItems: first.open_items,
    });
    expect(found(second)).toEqual({ OK: 2, LATE: 1, 'MISS-GW': 1, 'MISS-US': 1 });
    expect(second.totals.legs[0]!.open_items).toEqual({ opening: 3, new: 0, cleared: 1, closing: 2, ties: true });
    const still = second.exceptions.find(({ outcome }) => outcome === 'MISS-GW')!;
    const was = first.exceptions.find(({ request_number }) => request_number === lost.requestNumber)!;
    expect(still.open_item).toEqual({ ...was.open_item, age_days: 1 });

    bench.write('ledger.csv', ledgerCsv([theirs]));
    const third = await bench.run({
      statements: [bench.write('3.csv', huifuCsv([make.payment(NOON + 2 * 86_400)]))],
      day: '20260107',
      openItems: second.open_items,
    });
    expect(found(third)).toEqual({ LATE: 1, 'MISS-GW': 1, 'MISS-US': 1 });
    expect(third.exceptions.find(({ outcome }) => outcome === 'MISS-GW')!.open_item).toMatchObject({
      first_seen: DAY,
      age_days: 2,
      confirmed: true,
    });
  });
});

describe('pairs', () => {
  it('are not made of two refunds that only look alike', async () => {
    const payment = { ...make.payment(NOON), amount: 1_000, fee: 4 };
    const ours = make.refund(payment, 300, NOON + 10);
    const theirs = make.refund(payment, 300, NOON + 20);
    bench.write('ledger.csv', ledgerCsv([payment, ours]));
    const result = await bench.run({ statements: [bench.write('h.csv', huifuCsv([payment, theirs]))], day: DAY });
    expect(found(result)).toEqual({ OK: 1, 'MISS-GW': 1, 'MISS-US': 1 });
    expect(result.exceptions.find(({ outcome }) => outcome === 'MISS-US')!.suggestion).toMatchObject({ line: 3 });
  });

  it('of refunds without numbers are made by their payment, when there is only one', async () => {
    const payment = { ...make.payment(NOON), amount: 1_000, fee: 4 };
    const refund = make.refund(payment, 300, NOON + 10);
    const anonymous = { huifuNumber: '', partyNumber: '', walletNumber: '' };
    bench.write('ledger.csv', ledgerCsv([payment, { ...refund, ...anonymous }]));
    const line = { ...refund, ...anonymous, requestNumber: '', huifuNumber: '0021000999' };
    const result = await bench.run({ statements: [bench.write('h.csv', huifuCsv([payment, line]))], day: DAY });
    expect(found(result)).toEqual({ OK: 2 });
    const two = await bench.run({
      statements: [bench.write('h.csv', huifuCsv([payment, line, { ...line, huifuNumber: '0021000998' }]))],
      day: DAY,
    });
    expect(two.outcomes.OK).toBe(1);
    expect(two.exceptions.some(({ why }) => why.en.includes('cannot be told'))).toBe(true);
  });

  it('of a doubled key are left to a person, once for the key', async () => {
    const payment = make.payment(NOON);
    bench.write('ledger.csv', ledgerCsv([payment]));
    const result = await bench.run({
      statements: [
        bench.write('h.csv', huifuCsv([payment, { trade: payment, change: { amount: payment.amount + 5 } }, payment])),
      ],
      day: DAY,
    });
    expect(found(result)).toEqual({ 'DUP-GW': 1 });
    expect(result.exceptions[0]).toMatchObject({ line: 2, others: [{ line: 3 }, { line: 4 }], ledger: { line: 2 } });
  });

  it('that lost their rows to a doubled number are looked at again by the next number', async () => {
    const first = make.payment(NOON);
    const second = { ...make.payment(NOON + 400), partyNumber: first.partyNumber };
    bench.write('ledger.csv', ledgerCsv([first, second]));
    const whole = await bench.run({ statements: [bench.write('h.csv', huifuCsv([first, second]))], day: DAY });
    // Two that agree with their own rows in everything are two, although they share a weaker number.
    expect(found(whole)).toEqual({ OK: 2 });
    const again = [first, second].map((one) => ({
      ...make.payment(NOON + 800),
      requestNumber: one.requestNumber,
      amount: one.amount,
    }));
    const result = await bench.run({
      statements: [bench.write('h.csv', huifuCsv([first, second, ...again]))],
      day: DAY,
    });
    // Each request number stands twice; the number that the two share makes one question of both.
    expect(found(result)).toEqual({ 'DUP-GW': 1 });
    expect(result.exceptions[0]!.others).toHaveLength(4);
  });
});

describe('fees', () => {
  it('are recomputed, and the rounding is found', async () => {
    const made = generate({ dir: bench.path('made'), rows: 4_000, defects: { FEE: 0.01 } });
    const result = await bench.run({ ledger: made.ledger, statements: made.statements, day: made.day });
    for (const audit of result.totals.fee_audit) {
      expect(audit).toMatchObject({ rate_ppm: 3_800, rate_source: 'discovered', best: 'half-up' });
      expect(audit.misfit_count).toBe(
        result.exceptions.filter(
          ({ outcome, statement }) =>
            outcome === 'FEE' && statement!.file !== '' && audit.misfits.some(({ line }) => line === statement!.line),
        ).length,
      );
    }
    expect(result.totals.fee_audit.reduce((sum, { misfit_count: count }) => sum + count, 0)).toBe(result.outcomes.FEE);
  });
});

describe('the ledger CSV and the way back', () => {
  it('is what a run reads, and its lines can be shown again', async () => {
    const rows = [0, 400].map((later) => make.payment(NOON + later));
    const path = bench.path('ledger.csv');
    const count = await writeLedgerCsv(
      path,
      rows.map((one) => ({
        kind: 'payment' as const,
        request_date: one.requestDay,
        request_number: one.requestNumber,
        huifu_number: one.huifuNumber,
        party_order_number: '',
        wallet_number: '',
        original_request_number: '',
        amount_fen: one.amount,
        fee_fen: null,
        status: 'paid' as const,
        event_time: '',
      })),
    );
    expect(count).toBe(2);
    const file = bench.write('h.csv', huifuCsv(rows));
    const result = await bench.run({ statements: [file], day: DAY });
    expect([found(result), result.clear]).toEqual([{ OK: 2 }, true]);
    const line = await readOriginalLine(file, { entry: '', line: 3 });
    expect(line.text).toContain(rows[1]!.requestNumber);
    expect(line.bytes.at(-1)).toBe(','.charCodeAt(0));
  });
});
