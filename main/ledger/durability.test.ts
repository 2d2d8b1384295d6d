import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWritable, wrap } from './database.ts';
import { toFault } from './faults.ts';
import { migrations } from './migrations/index.ts';
import { createRepository } from './repository/index.ts';
import { inconsistencies } from './testing/consistency.ts';
import { mustOpen, sampleEvent, samplePayment, sampleProfile, tempDir } from './testing/samples.ts';

const CHILD = fileURLToPath(new URL('./testing/child.ts', import.meta.url));

let temp: ReturnType<typeof tempDir>;
let path: string;
beforeEach(() => {
  temp = tempDir();
  path = join(temp.dir, 'practice.db');
});
afterEach(() => temp.remove());

function startChild(prefix: string, count: number) {
  const child = spawn(process.execPath, [CHILD, temp.dir, prefix, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const promised: string[] = [];
  const lines = createInterface({ input: child.stdout }).on('line', (line) => promised.push(line));
  const exit = once(child, 'close');
  return { child, promised, firstPromise: Promise.race([once(lines, 'line'), exit]), exit };
}

/** What of a process's promises is not in the ledger, now or in a later state. */
async function broken(promises: string[]): Promise<string[]> {
  const ledger = await mustOpen(temp.dir);
  const missed: string[] = [];
  for (const line of promises) {
    const [what, id = ''] = line.split(' ');
    const payment = await ledger.payment(id);
    const paid =
      payment?.state === 'paid' && payment.walletNumber === `W${id}` && (await ledger.paymentEvents(id)).length === 2;
    if (what === 'paid' ? !paid : !payment) missed.push(line);
  }
  await ledger.close();
  return missed;
}

describe('a killed process', () => {
  it('loses nothing that was promised, and leaves nothing half done', async () => {
    const promised: string[] = [];
    for (const moment of [0, 7, 23, 41]) {
      const run = startChild(`K${moment}N`, 100_000);
      await run.firstPromise;
      await sleep(moment);
      run.child.kill('SIGKILL');
      await run.exit;
      expect(run.promised.length).toBeGreaterThan(0);
      promised.push(...run.promised);
      expect(await broken(promised)).toEqual([]);
      expect(inconsistencies(path)).toEqual([]);
    }
  });
});

describe('two processes with one file', () => {
  it('both write, from a fresh start on, and neither loses anything', async () => {
    const runs = [startChild('A', 60), startChild('B', 60)];
    const exits = await Promise.all(runs.map((run) => run.exit));
    expect(exits.map(([code]) => code)).toEqual([0, 0]);
    expect(runs.map((run) => run.promised.length)).toEqual([120, 120]);
    expect(await broken(runs.flatMap((run) => run.promised))).toEqual([]);
    expect(inconsistencies(path)).toEqual([]);
  });

  it('let one of two moves of the same payment win', async () => {
    const [one, two] = [await mustOpen(temp.dir), await mustOpen(temp.dir)];
    await one.saveProfile(sampleProfile('shop'));
    for (let i = 0; i < 20; i++) {
      const payment = samplePayment('shop');
      await one.insertPayment(payment, sampleEvent());
      const won = await Promise.all([
        one.movePayment(payment.id, 'created', 'paid', {}, sampleEvent({ to: 'paid' })),
        two.movePayment(payment.id, 'created', 'closed', {}, sampleEvent({ to: 'closed' })),
      ]);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await one.payment(payment.id))?.state).toBe(won[0] ? 'paid' : 'closed');
      expect(await two.paymentEvents(payment.id)).toHaveLength(2);
    }
    await Promise.all([one.close(), two.close()]);
  });
});

describe('a full disk', () => {
  it('refuses the write that does not fit, whole, and takes the next one that does', () => {
    const db = wrap(openWritable(path));
    db.raw.exec('PRAGMA foreign_keys = OFF');
    for (const step of migrations) step.up(db.raw);
    db.raw.exec('PRAGMA foreign_keys = ON');
    const repository = createRepository(db);
    repository.saveProfile(sampleProfile('shop'));
    const { page_count: pages } = db.get('PRAGMA page_count') as { page_count: number };
    db.raw.exec(`PRAGMA user_version = ${migrations.at(-1)!.version}; PRAGMA max_page_count = ${pages + 12}`);
    const written: string[] = [];
    const refused: { id: string; kind: string }[] = [];
    while (refused.length < 5) {
      const payment = samplePayment('shop', { note: 'x'.repeat(1500) });
      try {
        repository.insertPayment(payment, sampleEvent());
        written.push(payment.id);
      } catch (error) {
        refused.push({ id: payment.id, kind: toFault(error).kind });
      }
    }
    expect(new Set(refused.map(({ kind }) => kind))).toEqual(new Set(['full']));
    expect(written.length).toBeGreaterThan(0);
    for (const id of written) expect(repository.payment(id)?.id).toBe(id);
    for (const { id } of refused) expect(repository.payment(id)).toBeNull();
    expect(inconsistencies(path)).toEqual([]);
    expect(repository.movePayment(written[0]!, 'created', 'unknown', {}, null)).toBe(true);
    db.raw.exec('PRAGMA max_page_count = 100000');
    repository.insertPayment(samplePayment('shop'), sampleEvent());
    db.close();
    expect(inconsistencies(path)).toEqual([]);
  });

  it.skipIf(!canMount())('of real blocks does the same to a running ledger', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', temp.dir]);
    try {
      const ledger = await mustOpen(temp.dir);
      await ledger.saveProfile(sampleProfile('shop'));
      const hog = join(temp.dir, 'hog');
      fill(hog);
      const written: string[] = [];
      const refused: { id: string; kind: string }[] = [];
      while (refused.length < 3) {
        const payment = samplePayment('shop', { note: 'x'.repeat(1500) });
        await ledger.insertPayment(payment, sampleEvent()).then(
          () => written.push(payment.id),
          ({ kind }) => refused.push({ id: payment.id, kind }),
        );
      }
      expect(refused.map(({ kind }) => kind)).toEqual(['full', 'full', 'full']);
      await expect(ledger.backup('manual')).rejects.toMatchObject({ name: 'LedgerFault' });
      for (const id of written) expect((await ledger.payment(id))?.id).toBe(id);
      for (const { id } of refused) expect(await ledger.payment(id)).toBeNull();
      rmSync(hog);
      await ledger.insertPayment(samplePayment('shop'), sampleEvent());
      await ledger.close();
      expect(inconsistencies(path)).toEqual([]);
    } finally {
      execFileSync('umount', [temp.dir]);
    }
  });
});

/** Takes all the space that is left. */
function fill(file: string): void {
  for (const block of [65_536, 4_096]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(block), { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}

/** Whether this machine lets the test make a small file system: root on Linux. */
function canMount(): boolean {
  const { dir, remove } = tempDir();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir], { stdio: 'ignore' });
    execFileSync('umount', [dir]);
    return true;
  } catch {
    return false;
  } finally {
    remove();
  }
}
