import { closeSync, copyFileSync, openSync, readdirSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openLedger } from '../../main/ledger/index.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { charge, expect, ledgerOf, openShop, startPractice, test } from './fixtures.ts';

let gateway: PracticeProcess;
test.beforeAll(async () => {
  gateway = await startPracticeProcess();
});
test.beforeEach(() => gateway.reset());
test.afterAll(() => gateway.kill());

const start = (key: string, values = {}) => words('startup', key, values);

test('two consoles started at once on one folder: one leaves, the other goes on', async ({ launch }) => {
  const outcomes = await Promise.allSettled([launch({ keychain: 'absent' }), launch({ keychain: 'absent' })]);
  const [run] = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const left = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
  expect(left).toHaveLength(1);
  expect(left[0]).toMatch(/ended before its window opened \(exit code 0\)/);

  const { page } = run!;
  await startPractice(page);
  await charge(page, '4.00');
  await expect(page.getByTestId('qr')).toBeVisible();

  // Started once more while the first is at work: the same again.
  await expect(launch({ keychain: 'absent' })).rejects.toThrow('ended before its window opened (exit code 0)');
  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('transaction-row')).toHaveCount(1);
  expect((await ledgerOf(page)).map(({ amount }) => amount)).toEqual([400]);
});

test('a ledger from a newer version is left alone: said in words, and whole when that version is back', async ({
  launch,
  userDataDir,
}) => {
  const first = await launch();
  await openShop(first, { userDataDir, gateway });
  await charge(first.page, '6.00');
  await expect(first.page.getByTestId('qr')).toBeVisible();
  await first.close();
  const version = setSchema(userDataDir, 9999);

  const second = await launch();
  const { page } = second;
  await expect(page.getByText(start('kind.future.title'))).toBeVisible();
  await expect(page.getByText(start('kind.future.what'))).toBeVisible();
  await expect(page.getByText(start('kind.future.todo'))).toBeVisible();
  await expect(page.getByText(start('backups.notNeeded'))).toBeVisible();
  await expect(page.getByRole('button', { name: start('backups.restore') })).toHaveCount(0);
  // Nothing can be charged past this page.
  const refused = await page.evaluate(() =>
    window.huifuConsole['payments.collect']({
      attemptId: crypto.randomUUID(),
      profileId: 'any',
      amount: 100,
      note: '',
    }),
  );
  expect(refused).toMatchObject({ ok: false, error: { code: 'ledgerFailed' } });
  // The window may be gone before it can confirm the click; that the process ended in order is what counts.
  await page
    .getByRole('button', { name: start('quit') })
    .click({ noWaitAfter: true })
    .catch(() => {});
  expect(await second.app.exited).toBe(0);

  expect(setSchema(userDataDir, version)).toBe(9999);
  const third = await launch();
  await expect(third.page.getByTestId('amount-input')).toBeFocused();
  await third.page.keyboard.press('Control+2');
  await expect(third.page.getByTestId('transaction-row')).toContainText('6.00');
  expect((await gateway.orders()).length).toBe(1);
});

test('a damaged ledger: the backups with their state, the sound one restored, the damaged file kept', async ({
  launch,
  userDataDir,
}) => {
  const first = await launch();
  await openShop(first, { userDataDir, gateway });
  await charge(first.page, '11.00');
  await expect(first.page.getByTestId('qr')).toBeVisible();
  await first.close();
  const folder = join(userDataDir, 'ledger', 'backups');
  await takeBackups(userDataDir, folder);

  const second = await launch();
  // What is paid after the backup was made is not in it, but it is not lost: the gateway knows it.
  await gateway.act((await gateway.orders())[0]!.req_seq_id, 'pay');
  await expect(second.page.getByTestId('amount-input')).toBeFocused();
  await second.page.keyboard.press('Control+2');
  await expect(second.page.getByTestId('transaction-row')).toContainText(words('app', 'state.paid'));
  await second.close();
  damage(join(userDataDir, 'ledger', 'live.db'));
  const before = readdirSync(folder);

  const third = await launch();
  const { page } = third;
  await expect(page.getByText(start('kind.corrupt.title'))).toBeVisible();
  await expect(page.getByText(start('kind.corrupt.todo'))).toBeVisible();
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.filter({ hasText: start('backups.unsound') })).toHaveCount(1);
  const unsound = rows.filter({ hasText: start('backups.unsound') });
  await expect(unsound.getByRole('button')).toHaveCount(0);
  const sound = rows.filter({ hasText: start('backups.newest') });
  await expect(sound).toContainText(start('backups.sound'));
  await sound.getByRole('button').click();

  const dialog = page.getByRole('dialog');
  const restore = dialog.getByRole('button', { name: start('confirm.restore') });
  await expect(restore).toBeDisabled();
  await dialog.getByRole('checkbox').check();
  await restore.click();

  // The console is there again, and asks the gateway for what the backup could not know.
  await expect(page.getByTestId('amount-input')).toBeFocused();
  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('transaction-row')).toHaveCount(1);
  await expect(page.getByTestId('transaction-row')).toContainText(words('app', 'state.paid'), { timeout: 20_000 });
  const kept = readdirSync(folder).filter((name) => !before.includes(name));
  expect(kept.filter((name) => name.endsWith('-replaced.db'))).toHaveLength(1);
  await page.keyboard.press('Control+1');
  await charge(page, '12.00');
  await expect(page.getByTestId('qr')).toBeVisible();
  expect((await gateway.orders()).length).toBe(2);
});

/** Marks the live ledger as another version's; returns what it was. */
function setSchema(userDataDir: string, version: number): number {
  const db = new DatabaseSync(join(userDataDir, 'ledger', 'live.db'));
  const before = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  db.exec(`PRAGMA user_version = ${version}`);
  db.close();
  return before;
}

/** A good backup, and a newer one of which only half has survived. */
async function takeBackups(userDataDir: string, folder: string): Promise<void> {
  const opened = await openLedger({ dir: join(userDataDir, 'ledger'), name: 'live' });
  if (!opened.ok) throw new Error(opened.error.kind);
  const good = await opened.data.backup('manual');
  await opened.data.close();
  const half = join(folder, `live-v1-20990101000000000-manual.db`);
  copyFileSync(good, half);
  truncateSync(half, 20_000);
}

/** Writes over the middle of a file, as a failing disk or a stray program would. */
function damage(path: string): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(30_000, 7), 0, 30_000, 2_000);
  closeSync(file);
}
