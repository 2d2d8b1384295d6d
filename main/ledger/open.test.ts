import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listBackups, openLedger } from './index.ts';
import { migrations as released, type Migration } from './migrations/index.ts';
import { openLedgerFile } from './open.ts';
import { mustOpen, sampleEvent, samplePayment, sampleProfile, tempDir } from './testing/samples.ts';
import type { LedgerOpenProblem } from './types.ts';

let place: ReturnType<typeof tempDir>;
let path: string;
beforeEach(() => {
  place = tempDir();
  path = join(place.dir, 'practice.db');
});
afterEach(() => place.remove());

const open = () => openLedger({ dir: place.dir, name: 'practice' });

/** Opens the file with other migrations than the released ones. */
const at = (migrations: Migration[]) => openLedgerFile({ dir: place.dir, name: 'practice' }, { migrations });

/** A step that rebuilds a table which others refer to. */
const rebuild = (rows: string): Migration => ({
  version: released.at(-1)!.version + 1,
  up: (db) =>
    db.exec(`CREATE TABLE copy (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
      INSERT INTO copy SELECT key, id FROM profile ${rows}; DROP TABLE profile; ALTER TABLE copy RENAME TO profile`),
});

/** A ledger with one payment in it, closed. */
async function aLedger(): Promise<string> {
  const ledger = await mustOpen(place.dir);
  await ledger.saveProfile(sampleProfile('shop'));
  const payment = samplePayment('shop');
  await ledger.insertPayment(payment, sampleEvent());
  await ledger.close();
  return payment.id;
}

/** Changes a closed ledger by hand, rules off. */
function byHand(sql: string): void {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  db.exec(`PRAGMA ignore_check_constraints = ON; ${sql}`);
  db.close();
}

async function problem(): Promise<LedgerOpenProblem> {
  const opened = await open();
  if (!opened.ok) return opened.error;
  await opened.data.close();
  throw new Error('it opened');
}

describe('a new place', () => {
  it('gets a ledger and its folders, and the two ledgers do not meet', async () => {
    const dir = join(place.dir, 'deep', 'er');
    const [live, practice] = await Promise.all([
      openLedger({ dir, name: 'live' }),
      openLedger({ dir, name: 'practice' }),
    ]);
    if (!live.ok || !practice.ok) throw new Error('did not open');
    await live.data.saveSetting('which', 'live');
    expect(await practice.data.setting('which')).toBeNull();
    await Promise.all([live.data.close(), practice.data.close()]);
    expect(readdirSync(dir).toSorted()).toEqual(['backups', 'live.db', 'practice.db']);
  });

  it('is a problem when the folder cannot be made, with the path', async () => {
    writeFileSync(join(place.dir, 'file'), '');
    const dir = join(place.dir, 'file', 'below');
    const opened = await openLedger({ dir, name: 'live' });
    expect(opened).toMatchObject({ ok: false, error: { kind: 'unreadable', path: join(dir, 'live.db') } });
  });
});

describe('a file that cannot be used', () => {
  it('from the future is refused and left as it is', async () => {
    await aLedger();
    byHand('PRAGMA user_version = 99');
    const before = readFileSync(path);
    const supported = released.at(-1)!.version;
    expect(await problem()).toEqual({ kind: 'future', path, found: 99, supported });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('that is no database, half a database or a damaged one is corrupt', async () => {
    await aLedger();
    const sound = readFileSync(path);
    const damaged = Buffer.from(sound);
    damaged.fill(0x5a, 4096 * 3, 4096 * 9);
    for (const bytes of [Buffer.from('hello, I am a text file\n'.repeat(300)), sound.subarray(0, 9000), damaged]) {
      writeFileSync(path, bytes);
      expect(await problem()).toMatchObject({ kind: 'corrupt', path, detail: expect.stringMatching(/./) });
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
  });

  it('edited by hand to nonsense is found at the start', async () => {
    const id = await aLedger();
    byHand(`UPDATE payment SET state = 'banana' WHERE id = '${id}'`);
    expect(await problem()).toMatchObject({ kind: 'corrupt', detail: expect.stringContaining('payment') });
  });

  it('edited by hand while in use rejects only what reads the row', async () => {
    const id = await aLedger();
    const ledger = await mustOpen(place.dir);
    const good = samplePayment('shop');
    await ledger.insertPayment(good, sampleEvent());
    byHand(`UPDATE payment SET method = 'shells' WHERE id = '${id}'`);
    await expect(ledger.payment(id)).rejects.toMatchObject({
      kind: 'corrupt',
      message: 'a row of payment cannot be read: method',
    });
    expect(await ledger.payment(good.id)).toEqual(good);
    await ledger.close();
  });

  it('of somebody else is not touched', async () => {
    byHand('CREATE TABLE theirs (x); PRAGMA user_version = 1');
    const before = readFileSync(path);
    expect(await problem()).toMatchObject({ kind: 'unreadable', detail: expect.stringContaining('not a ledger') });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('that is a folder is unreadable', async () => {
    mkdirSync(path);
    expect(await problem()).toMatchObject({ kind: 'unreadable', path });
  });

  it('that has gone missing is not replaced by an empty one while backups speak of it', async () => {
    await aLedger();
    const ledger = await mustOpen(place.dir);
    await ledger.backup('manual');
    await ledger.close();
    writeFileSync(path, '');
    expect(await problem()).toMatchObject({ kind: 'corrupt', detail: expect.stringContaining('missing or empty') });
    expect(readFileSync(path)).toHaveLength(0);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('without permission is unreadable', async () => {
    await aLedger();
    chmodSync(path, 0);
    expect(await problem()).toMatchObject({ kind: 'unreadable', path });
  });
});

describe('a large file', () => {
  it('is checked after the start, and damage is reported', async () => {
    const id = await aLedger();
    byHand(`UPDATE payment SET method = 'shells' WHERE id = '${id}'`);
    const problems: LedgerOpenProblem[] = [];
    const ledger = await mustOpen(place.dir, {
      fullCheckBytes: 1000,
      checkAfterMs: 1,
      onProblem: (found) => problems.push(found),
    });
    await expect.poll(() => problems, { timeout: 20_000 }).toMatchObject([{ kind: 'corrupt', path }]);
    await ledger.close();
  });
});

describe('migrations', () => {
  const newest = released.at(-1)!.version;
  const next: Migration = {
    version: newest + 1,
    up: (db) => db.exec(`ALTER TABLE setting ADD COLUMN note TEXT NOT NULL DEFAULT 'new'`),
  };
  const third: Migration = { version: newest + 2, up: (db) => db.exec('CREATE TABLE third (x INTEGER) STRICT') };
  const broken: Migration = {
    version: newest + 2,
    up: (db) => db.exec('CREATE TABLE third (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)'),
  };

  it('are numbered without gaps', () => {
    expect(released.map((m) => m.version)).toEqual(released.map((_, i) => i + 1));
  });

  it('bring an older file up to date after a backup of it', async () => {
    const id = await aLedger();
    const opened = await at([...released, next, third]);
    if (!opened.ok) throw new Error(opened.error.kind);
    const { db } = opened.data;
    expect(db.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: newest + 2 });
    expect(db.prepare('PRAGMA foreign_keys').get()).toMatchObject({ foreign_keys: 1 });
    expect(db.prepare('SELECT id FROM payment').get()).toMatchObject({ id });
    db.close();
    const backups = await listBackups({ dir: place.dir, name: 'practice' });
    expect(backups).toMatchObject([{ schema: newest, sound: true, payments: 1 }]);
    expect(backups[0]?.name).toMatch(new RegExp(`^practice-v${newest}-\\d{17}-migration\\.db$`));
    // Opened by the older program: refused, not touched.
    expect(await problem()).toMatchObject({ kind: 'future', found: newest + 2, supported: newest });
  });

  it('leave the file as it was when one of them fails, and name the backup', async () => {
    const id = await aLedger();
    const opened = await at([...released, next, broken]);
    if (opened.ok) throw new Error('it opened');
    expect(opened.error).toMatchObject({ kind: 'migration', path, from: newest, detail: 'no such table: nowhere' });
    const { backup } = opened.error as { backup: string };
    expect(existsSync(backup)).toBe(true);
    const ledger = await mustOpen(place.dir);
    expect((await ledger.payment(id))?.id).toBe(id);
    await ledger.close();
    const db = new DatabaseSync(path);
    expect(db.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: newest });
    expect(db.prepare('SELECT count(*) AS n FROM pragma_table_info(?)').get('setting')).toMatchObject({ n: 2 });
    db.close();
  });

  it('may rebuild a table that others refer to, but not lose the rows they refer to', async () => {
    await aLedger();
    const lossy = await at([...released, rebuild('WHERE 0')]);
    expect(lossy).toMatchObject({
      ok: false,
      error: { kind: 'migration', detail: expect.stringContaining('payment') },
    });
    const faithful = await at([...released, rebuild('')]);
    expect(faithful.ok).toBe(true);
    if (faithful.ok) faithful.data.db.close();
  });

  it('do not start when the backup cannot be made', async () => {
    await aLedger();
    const folder = join(place.dir, 'backups');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'not a folder');
    const before = readFileSync(path);
    const opened = await at([...released, next]);
    expect(opened.ok).toBe(false);
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});
