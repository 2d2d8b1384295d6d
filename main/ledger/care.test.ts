import { readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/time.ts';
import { backupNames, parseBackupName, reserveBackup } from './files.ts';
import { listBackups, openLedger, restoreBackup } from './index.ts';
import { migrations } from './migrations/index.ts';
import { mustOpen, NOON, sampleEvent, samplePayment, sampleProfile, tempDir } from './testing/samples.ts';
import type { Ledger } from './types.ts';

const newest = migrations.at(-1)!.version;
let temp: ReturnType<typeof tempDir>;
let place: { dir: string; name: 'practice' };
let path: string;
let ledger: Ledger;
beforeEach(async () => {
  temp = tempDir();
  place = { dir: temp.dir, name: 'practice' };
  path = join(temp.dir, 'practice.db');
  ledger = await mustOpen(temp.dir);
  await ledger.saveProfile(sampleProfile('shop'));
});
afterEach(async () => {
  await ledger.close();
  temp.remove();
});

async function add(): Promise<string> {
  const payment = samplePayment('shop');
  await ledger.insertPayment(payment, sampleEvent());
  return payment.id;
}

async function restored(backup: string): Promise<string> {
  const result = await restoreBackup({ ...place, backup });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.data.setAside ?? '';
}

describe('backup', () => {
  it('is one file with everything that was promised before it, made beside running writes', async () => {
    const id = await add();
    const [file] = await Promise.all([ledger.backup('manual'), add(), add()]);
    const copy = new DatabaseSync(file, { readOnly: true });
    expect(copy.prepare('SELECT count(*) AS n FROM payment WHERE id = ?').get(id)).toMatchObject({ n: 1 });
    expect(copy.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'delete' });
    copy.close();
    expect(readdirSync(join(temp.dir, 'backups'))).toHaveLength(1);
    expect((await ledger.paymentTotals('shop', {})).count).toBe(3);
  });

  it('is finished by close, and several at once do not meet', async () => {
    const files = [ledger.backup('manual'), ledger.backup('manual'), ledger.backup('manual')];
    await ledger.close();
    expect(new Set(await Promise.all(files)).size).toBe(3);
    const listed = await listBackups(place);
    expect(listed.map((b) => b.sound)).toEqual([true, true, true]);
  });

  it('of a day is made once; seven days, five migrations and all others are kept', async () => {
    const old = (days: number, reason: 'daily' | 'migration' | 'manual' | 'replaced') =>
      reserveBackup(place, 1, instant(NOON - days * 86_400_000), reason);
    for (let days = 400; days < 410; days++) {
      for (const reason of ['daily', 'migration', 'manual', 'replaced'] as const) old(days, reason);
    }
    const stranger = join(temp.dir, 'backups', 'live-v1-20200101000000000-daily.db');
    writeFileSync(stranger, 'not ours');
    const today = await ledger.backup('daily');
    expect(await ledger.backup('daily')).toBe(today);
    const left = backupNames(place);
    const count = (reason: string) => left.filter((b) => b.reason === reason).length;
    expect(['daily', 'migration', 'manual', 'replaced'].map(count)).toEqual([7, 5, 10, 10]);
    expect(left[0]?.file).toBe(today.slice(-left[0]!.file.length));
    expect(readFileSync(stranger, 'utf8')).toBe('not ours');
  });

  it('never writes over a file, even in the same millisecond', () => {
    const first = reserveBackup(place, 3, NOON, 'manual');
    const second = reserveBackup(place, 3, NOON, 'manual');
    expect(second).not.toBe(first);
    expect(first).toMatch(/practice-v3-20261123120000000-manual\.db$/);
    expect(parseBackupName(place, 'practice-v3-20261123120000001-manual.db')).toEqual({
      file: 'practice-v3-20261123120000001-manual.db',
      schema: 3,
      at: NOON + 1,
      reason: 'manual',
    });
  });
});

describe('listBackups and restoreBackup', () => {
  it('show the newest first and tell sound from damaged', async () => {
    await add();
    const one = await ledger.backup('manual');
    await add();
    await ledger.backup('manual');
    await ledger.backup('manual');
    writeFileSync(one, 'damaged'.repeat(2000));
    const listed = await listBackups(place);
    expect(listed.map(({ sound, payments, schema }) => ({ sound, payments, schema }))).toEqual([
      { sound: true, payments: 2, schema: newest },
      { sound: true, payments: 2, schema: newest },
      { sound: false, payments: 0, schema: newest },
    ]);
    expect(listed.map((b) => b.at)).toEqual(listed.map((b) => b.at).toSorted((a, b) => b - a));
  });

  it('replace a damaged ledger, keep it, and can be undone', async () => {
    const kept = await add();
    await ledger.backup('manual');
    const lost = await add();
    await ledger.close();
    const bytes = readFileSync(path);
    const damaged = Buffer.from(bytes).fill(0x5a, 4096 * 2, 4096 * 6);
    writeFileSync(path, damaged);
    expect(await openLedger(place)).toMatchObject({ ok: false, error: { kind: 'corrupt' } });

    const backup = (await listBackups(place)).find((b) => b.sound)!;
    const setAside = await restored(backup.name);
    expect(readFileSync(join(temp.dir, 'backups', setAside)).equals(damaged)).toBe(true);
    ledger = await mustOpen(temp.dir);
    expect((await ledger.payment(kept))?.id).toBe(kept);
    expect(await ledger.payment(lost)).toBeNull();
    await ledger.close();

    // The damaged one is listed as such and does not take the place of a sound one.
    expect(await restoreBackup({ ...place, backup: setAside })).toEqual({ ok: false, error: { kind: 'unsound' } });
    expect((await listBackups(place)).map((b) => b.sound)).toEqual([false, true]);
  });

  it('undo: what was replaced comes back with the log that belonged to it', async () => {
    const early = await add();
    await ledger.backup('manual');
    const late = await add();
    // As after a crash: the newest payment stands only in the write-ahead log.
    const crashed = tempDir();
    for (const suffix of ['', '-wal']) writeFileSync(join(crashed.dir, `x${suffix}`), readFileSync(path + suffix));
    await ledger.close();
    for (const suffix of ['', '-wal']) renameSync(join(crashed.dir, `x${suffix}`), path + suffix);
    crashed.remove();

    const [backup] = await listBackups(place);
    const setAside = await restored(backup!.name);
    ledger = await mustOpen(temp.dir);
    expect(await ledger.payment(late)).toBeNull();
    await ledger.close();

    const second = await restored(setAside);
    ledger = await mustOpen(temp.dir);
    expect((await ledger.payment(early))?.id).toBe(early);
    expect((await ledger.payment(late))?.id).toBe(late);
    expect(second).not.toBe(setAside);
  });

  it('can be done again after a kill between setting aside and replacing', async () => {
    const id = await add();
    await ledger.backup('manual');
    await ledger.close();
    renameSync(path, join(temp.dir, 'backups', 'practice-v1-20261123120000000-replaced.db'));
    writeFileSync(`${path}.restoring`, 'half a copy');
    expect(await openLedger(place)).toMatchObject({ ok: false, error: { kind: 'corrupt' } });
    const backup = (await listBackups(place)).find((b) => b.name.includes('manual'))!;
    expect(await restored(backup.name)).toBe('');
    ledger = await mustOpen(temp.dir);
    expect((await ledger.payment(id))?.id).toBe(id);
  });

  it('refuse names that are not those of a backup', async () => {
    await ledger.backup('manual');
    await ledger.close();
    const before = readFileSync(path);
    const names = ['../practice.db', 'practice.db', '', 'live-v1-20261123120000000-manual.db', path];
    for (const backup of [...names, 'practice-v1-20261123120000000-manual.db']) {
      expect(await restoreBackup({ ...place, backup })).toEqual({ ok: false, error: { kind: 'missing' } });
    }
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuse a backup from the future', async () => {
    const file = await ledger.backup('manual');
    await ledger.close();
    const copy = new DatabaseSync(file);
    copy.exec('PRAGMA user_version = 77');
    copy.close();
    const [backup] = await listBackups(place);
    expect(backup).toMatchObject({ schema: 77, sound: true });
    expect(await restoreBackup({ ...place, backup: backup!.name })).toMatchObject({
      ok: false,
      error: { kind: 'future', found: 77 },
    });
  });
});
