import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { words } from '../words.ts';
import { spoiltStatement } from '../spoiltStatement.ts';
import { expect, ledgerOf, sell, startPractice, test } from './fixtures.ts';

const tab = (page: Page, name: 'day' | 'statements') =>
  page.getByRole('radiogroup').getByText(words('reconciliation', `tab.${name}`), { exact: true });
const verdict = (page: Page) => page.getByTestId('verdict');

async function openStatements(page: Page): Promise<void> {
  await page.keyboard.press('F8');
  await tab(page, 'statements').click();
  await expect(page.getByTestId('statements')).toBeVisible();
}

const files = (page: Page) => page.getByTestId('statement-file');
const trade = (page: Page) => page.getByTestId('statement-trade');

test('a practice day is fetched and stored; made again it shows what it gained', async ({
  console: run,
  userDataDir,
}) => {
  test.setTimeout(120_000);
  const { page } = run;
  await startPractice(page);
  await sell(page, '12.50');
  await openStatements(page);
  await expect(page.getByTestId('statement-quota')).toContainText(
    words('statements', 'plan.used', { used: 0, limit: 3 }),
  );

  await trade(page)
    .getByRole('button', { name: words('statements', 'action.fetch') })
    .click();
  await expect(trade(page)).toContainText(words('statements', 'state.stored'));
  await expect(files(page)).toHaveCount(1);
  await expect(page.getByTestId('statement-quota')).toContainText(
    words('statements', 'plan.used', { used: 1, limit: 3 }),
  );

  // The original text, from the first line on.
  await files(page)
    .getByRole('button', { name: words('statements', 'files.lines') })
    .click();
  await expect(page.getByTestId('statement-lines')).toContainText('全局流水号');
  await expect(page.getByTestId('statement-lines')).toContainText('12.50');
  await page.keyboard.press('Escape');

  for (let n = 0; n < 3; n += 1) await sell(page, '40.00');
  await openStatements(page);
  await trade(page)
    .getByRole('button', { name: words('statements', 'action.regenerate') })
    .click();
  await expect(files(page)).toHaveCount(2, { timeout: 60_000 });
  await files(page)
    .first()
    .getByRole('button', { name: words('statements', 'files.diff') })
    .click();
  const diff = page.getByTestId('statement-diff');
  await expect(diff).toContainText(words('statements', 'diff.more', { count: 3 }));
  await expect(diff).toContainText(words('statements', 'diff.sum', { yuan: '120.00' }));
  await page.keyboard.press('Escape');

  // Bytes that change on the disk are noticed.
  await files(page)
    .first()
    .getByRole('button', { name: words('statements', 'files.verify') })
    .click();
  await expect(files(page).first()).toContainText(words('statements', 'files.sound'));
  const vault = join(userDataDir, 'practice', 'statements');
  for (const stored of readdirSync(vault, { recursive: true, encoding: 'utf8' })) {
    if (!/[0-9a-f]{64}$/.test(stored)) continue;
    const path = join(vault, stored);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    rmSync(path);
    writeFileSync(path, bytes);
  }
  await files(page)
    .first()
    .getByRole('button', { name: words('statements', 'files.verify') })
    .click();
  await expect(files(page).first()).toContainText(words('statements', 'files.damaged'));
});

test('files come in by the dialog and by dropping them; the same bytes are kept once, and rubbish is refused', async ({
  console: run,
  userDataDir,
}) => {
  const { page, app } = run;
  await startPractice(page);
  await openStatements(page);
  const brought = join(dirname(userDataDir), 'brought');
  mkdirSync(brought, { recursive: true });
  const bill = join(brought, 'bank.csv');
  writeFileSync(bill, '日期,金额\r\n2026-11-20,12.50\r\n');
  const picture = join(brought, 'picture.csv');
  writeFileSync(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 1, 2, 3]));

  await app.stubOpenDialog([bill, picture].join('\n'));
  await page.getByTestId('import-files').click();
  const results = page.getByTestId('import-results');
  await expect(results).toContainText(words('statements', 'import.stored', { name: 'bank.csv' }));
  await expect(results).toContainText(words('statements', 'refused.notAStatement'));
  await page.getByText(words('statements', 'files.recent')).click();
  await expect(files(page)).toHaveCount(1);

  // Larger than one piece, so that it goes over in several.
  const size = 2_000_000;
  await page.getByTestId('drop-zone').evaluate((zone, bytes) => {
    const carried = new DataTransfer();
    const line = 'a,b,c\r\n';
    carried.items.add(new File([line.repeat(Math.ceil(bytes / line.length))], 'dropped.csv'));
    carried.items.add(new File(['日期,金额\r\n2026-11-20,12.50\r\n'], 'again.csv'));
    for (const type of ['dragover', 'drop']) {
      zone.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }
  }, size);
  await expect(results).toContainText(words('statements', 'import.stored', { name: 'dropped.csv' }));
  await expect(results).toContainText(words('statements', 'import.duplicate', { name: 'again.csv' }));
  await expect(files(page)).toHaveCount(2);

  // What the file is about can be said by hand, and then stands under its day.
  await files(page)
    .filter({ hasText: 'bank.csv' })
    .getByRole('button', { name: words('statements', 'files.assign') })
    .click();
  await page.getByLabel(words('statements', 'files.assignDay')).fill('20261120');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: words('statements', 'files.save') })
    .click();
  await expect(files(page).filter({ hasText: 'bank.csv' })).toContainText('2026-11-20');
});

test('a watched folder is read by itself, and its files stay where they are', async ({ launch, userDataDir }) => {
  const first = await launch();
  await startPractice(first.page);
  await openStatements(first.page);
  const folder = join(dirname(userDataDir), 'watched');
  mkdirSync(folder, { recursive: true });
  await first.app.stubOpenDialog(folder);
  await first.page
    .getByTestId('watch-folder')
    .getByRole('button', { name: words('statements', 'watch.choose') })
    .click();
  await expect(first.page.getByTestId('watch-folder')).toContainText(folder);
  writeFileSync(join(folder, 'one.csv'), '日期,金额\r\n2026-11-20,1.00\r\n');
  await first.page.getByText(words('statements', 'files.recent')).click();
  await expect(files(first.page)).toHaveCount(1, { timeout: 20_000 });
  await expect(files(first.page)).toContainText(words('statements', 'files.from.watched'));
  await first.close();

  writeFileSync(join(folder, 'two.csv'), '日期,金额\r\n2026-11-21,2.00\r\n');
  const second = await launch();
  await expect(second.page.getByTestId('amount-input')).toBeFocused();
  await openStatements(second.page);
  await second.page.getByText(words('statements', 'files.recent')).click();
  await expect(files(second.page)).toHaveCount(2, { timeout: 20_000 });
  expect(readdirSync(folder).sort()).toEqual(['one.csv', 'two.csv']);
});

test('a day is compared by itself once its statement is in, and what it found is said quietly', async ({
  launch,
  userDataDir,
}) => {
  test.setTimeout(180_000);
  const first = await launch();
  const { page } = first;
  await startPractice(page);
  for (const amount of ['12.50', '88.00', '234.56']) await sell(page, amount);
  await openStatements(page);
  await trade(page)
    .getByRole('button', { name: words('statements', 'action.fetch') })
    .click();
  await expect(files(page)).toHaveCount(1);
  await tab(page, 'day').click();
  await expect(verdict(page)).toHaveAttribute('data-state', 'clear', { timeout: 30_000 });
  await expect(verdict(page)).toContainText(words('reconciliation', 'day.byItself'));
  const today = (await ledgerOf(page))[0]!.requestDate;
  await expect(page.getByTestId(`day-${today}`)).toHaveAttribute('data-state', 'clear');

  // A newer version that lies: nobody presses anything, and the counter says so without being in the way.
  const brought = join(dirname(userDataDir), 'brought');
  mkdirSync(brought, { recursive: true });
  const file = join(brought, '20261123_6666_order_0002.csv');
  writeFileSync(file, spoiltStatement(await ledgerOf(page)));
  await first.app.stubOpenDialog(file);
  await tab(page, 'statements').click();
  await page.getByTestId('import-files').click();
  await page.keyboard.press('Control+1');
  const note = page.getByTestId('found');
  await expect(note).toContainText('3 条差异未平', { timeout: 30_000 });
  await expect(page.getByTestId('amount-input')).toBeVisible();
  await note.getByRole('button', { name: words('signals', 'found.see') }).click();
  await expect(verdict(page)).toHaveAttribute('data-state', 'open');
  await expect(page.getByTestId('difference-row')).toHaveCount(3);
  const log = await page.evaluate(() => window.huifuConsole['audit.list']({ filter: {}, after: null, limit: 50 }));
  const compared = log.ok ? log.data.rows.filter(({ act }) => act === 'reconciliation.run') : [];
  expect(compared).toMatchObject([
    { subject: today, operatorId: null },
    { subject: today, operatorId: null },
  ]);

  await page.keyboard.press('Control+1');
  await note.getByRole('button', { name: words('signals', 'dismiss') }).click();
  await expect(note).toHaveCount(0);

  // Switched off, a further file waits for a person, also after a restart.
  await openStatements(page);
  await page.getByRole('button', { name: words('statements', 'automatic.button') }).click();
  await page.getByTestId('compare-itself').click();
  await expect(page.getByTestId('compare-itself')).not.toBeChecked();
  await page.keyboard.press('Escape');
  writeFileSync(file, `${spoiltStatement(await ledgerOf(page))}\r\n`);
  await page.getByTestId('import-files').click();
  await expect(files(page)).toHaveCount(3);
  await first.close();

  const second = await launch();
  await expect(second.page.getByTestId('amount-input')).toBeFocused();
  await openStatements(second.page);
  await second.page.getByRole('button', { name: words('statements', 'automatic.button') }).click();
  await expect(second.page.getByTestId('compare-itself')).not.toBeChecked();
  const runsNow = () =>
    second.page.evaluate(async () => {
      const rows = await window.huifuConsole['audit.list']({ filter: {}, after: null, limit: 50 });
      return rows.ok ? rows.data.rows.filter(({ act }) => act === 'reconciliation.run').length : -1;
    });
  expect(await runsNow()).toBe(2);
  // Switched on again: what came in meanwhile is made up for.
  await second.page.getByTestId('compare-itself').click();
  await expect.poll(runsNow, { timeout: 30_000 }).toBe(3);
});
