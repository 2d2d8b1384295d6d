import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import readExcel from 'read-excel-file/node';
import { spoiltStatement } from '../spoiltStatement.ts';
import { words } from '../words.ts';
import { charge, compareByHandOnly, expect, ledgerOf, sell, startPractice, test } from './fixtures.ts';

const tab = (page: Page, name: 'day' | 'statements' | 'month' | 'charts') =>
  page.getByText(words('reconciliation', `tab.${name}`), { exact: true }).first();
const verdict = (page: Page) => page.getByTestId('verdict');
const rows = (page: Page) => page.getByTestId('difference-row');
const panel = (page: Page) => page.getByTestId('difference-panel');

test('a practice day: fetched, compared, explained, resolved, exported and reopened', async ({
  console: run,
  userDataDir,
}) => {
  test.setTimeout(180_000);
  const { page, app } = run;
  await startPractice(page);
  await compareByHandOnly(page);
  for (const amount of ['12.50', '88.00', '234.56']) await sell(page, amount);

  // The true statement: everything agrees.
  await page.keyboard.press('F8');
  await expect(verdict(page)).toHaveAttribute('data-state', 'none');
  await tab(page, 'statements').click();
  const trade = page.getByTestId('statement-trade');
  await trade.getByRole('button', { name: words('statements', 'action.fetch') }).click();
  await expect(page.getByTestId('statement-file')).toHaveCount(1, { timeout: 30_000 });
  await tab(page, 'day').click();
  await page.getByTestId('compare').click();
  await expect(verdict(page)).toHaveAttribute('data-state', 'clear', { timeout: 30_000 });
  await expect(verdict(page)).toContainText(words('reconciliation', 'day.matched_other', { count: 3 }));

  // A newer version of the day that lies.
  const payments = await ledgerOf(page);
  const brought = join(dirname(userDataDir), 'brought');
  mkdirSync(brought, { recursive: true });
  const file = join(brought, '20261123_6666_order_0002.csv');
  writeFileSync(file, spoiltStatement(payments));
  await app.stubOpenDialog(file);
  await tab(page, 'statements').click();
  await page.getByTestId('import-files').click();
  await expect(page.getByTestId('import-results')).toContainText('20261123_6666_order_0002.csv');
  await tab(page, 'day').click();
  await page.getByTestId('compare').click();
  await expect(verdict(page)).toHaveAttribute('data-state', 'open', { timeout: 30_000 });
  await expect(rows(page)).toHaveCount(3);

  // By amount at risk; each explains itself, with both rows and the way to the bytes.
  const changed = rows(page).filter({ hasText: words('reconciliation', 'outcome.AMT') });
  await changed.click();
  await expect(panel(page)).toContainText(words('reconciliation', 'panel.why'));
  await expect(panel(page)).toContainText('234.56');
  await expect(panel(page)).toContainText('235.56');
  await panel(page).getByTestId('original').click();
  await expect(page.getByTestId('original-line')).toContainText('235.56');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('original-line')).toBeHidden();

  await panel(page).getByTestId('assign').click();
  const somebody = { text: words('reconciliation', 'note.someone') };
  await expect(panel(page).getByTestId('history')).toContainText(words('reconciliation', 'note.assigned', somebody));
  await panel(page).getByTestId('comment').fill('已电话问汇付');
  await panel(page).getByTestId('comment').press('Enter');
  await expect(panel(page).getByTestId('history')).toContainText('已电话问汇付');
  await panel(page).getByTestId('resolve').click();
  await expect(page.getByTestId('resolve-confirm')).toBeDisabled();
  await page.getByTestId('reason-huifuConfirmed').click();
  await page.getByTestId('resolve-confirm').click();
  await expect(panel(page).getByTestId('history')).toContainText(words('reconciliation', 'note.resolved'));
  await expect(rows(page)).toHaveCount(2);

  // What only they have is taken in after a confirm; it is this shop's from then on.
  await rows(page).filter({ hasText: 'MISS-US' }).click();
  await panel(page).getByTestId('adopt').click();
  await page.getByTestId('ask-confirm').click();
  await expect(panel(page).getByTestId('history')).toContainText('已补入账本');
  expect((await ledgerOf(page)).find(({ way }) => way === 'adopted')).toMatchObject({ state: 'paid', amount: 6_600 });
  await page.getByTestId('compare').click();
  await expect(rows(page)).toHaveCount(1, { timeout: 30_000 });
  await expect(rows(page)).toContainText('MISS-GW');

  // Exported, and read by another program than the one that wrote it.
  const xlsx = join(brought, 'day.xlsx');
  await app.stubSaveDialog(xlsx);
  await page.keyboard.press('Control+e');
  await expect(page.getByTestId('export-said')).toContainText(xlsx, { timeout: 30_000 });
  const sheets = (await readExcel(xlsx)) as unknown as { sheet: string; data: unknown[][] }[];
  expect(sheets.map(({ sheet }) => sheet)).toEqual(
    (['summary', 'differences', 'matched', 'late', 'fees', 'sources'] as const).map((name) =>
      words('reconciliation', `export.sheet.${name}`),
    ),
  );
  const [titles = [], ...lines] = sheets[1]!.data;
  const at = (name: 'outcome' | 'ours' | 'theirs' | 'requestNumber' | 'reason') =>
    titles.indexOf(words('reconciliation', `export.column.${name}`));
  const exported = lines.find((cells) => cells[at('outcome')] === 'AMT')!;
  expect([exported[at('ours')], exported[at('theirs')]]).toEqual([234.56, 235.56]);
  expect(typeof exported[at('requestNumber')]).toBe('string');
  expect(exported[at('reason')]).toBe(words('reconciliation', 'reason.huifuConfirmed'));

  const pdf = join(brought, 'day.pdf');
  await app.stubSaveDialog(pdf);
  await page.getByTestId('report').click();
  await expect(page.getByTestId('report-said')).toContainText(pdf, { timeout: 30_000 });
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');

  // Where each yuan of the day is: it sums to zero and opens to its rows.
  await page.keyboard.press('Control+6');
  await expect(page.getByTestId('yuan-verdict')).toContainText(words('settlement', 'sums'));
  await expect(page.getByTestId('yuan-collected')).toContainText('401.06');
  await page.getByTestId('yuan-collected').getByRole('button').click();
  await expect(page.getByTestId('term-row')).toHaveCount(4);
});

test('the transactions list is exported whole, with the filter that is set', async ({ console: run, userDataDir }) => {
  const { page, app } = run;
  await startPractice(page);
  for (const amount of ['10.00', '20.00', '300.00']) {
    await charge(page, amount);
    await expect(page.getByTestId('qr')).toBeVisible();
  }
  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('transaction-row')).toHaveCount(3);
  await page.getByRole('button', { name: words('transactions', 'filter.amount') }).click();
  await page.getByTestId('filter-min').fill('15');
  await page.getByTestId('filter-min').press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('transaction-row')).toHaveCount(2);
  const path = join(dirname(userDataDir), 'brought', 'list.xlsx');
  mkdirSync(dirname(path), { recursive: true });
  await app.stubSaveDialog(path);
  await page.keyboard.press('Control+e');
  await expect(page.getByTestId('export-said')).toContainText(path, { timeout: 30_000 });
  const [sheet] = (await readExcel(path)) as unknown as { data: unknown[][] }[];
  const amount = sheet!.data[0]!.indexOf('金额');
  expect(sheet!.data.slice(1).map((row) => row[amount])).toEqual([300, 20]);
});

test('charts come in a chunk of their own, and say in words what they show', async ({ console: run }) => {
  test.setTimeout(90_000);
  const { page } = run;
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await startPractice(page);
  await sell(page, '12.50');
  await page.keyboard.press('F8');
  await expect(verdict(page)).toBeVisible();
  const before = loaded.length;
  await tab(page, 'charts').click();
  await expect(page.getByTestId('chart')).toHaveCount(3);
  await expect(page.locator('[data-testid="chart"] svg').first()).toBeVisible();
  expect(loaded.slice(before).some((path) => /Chart-.*\.js$/.test(path))).toBe(true);
  await expect(page.getByTestId('chart').first()).toHaveAttribute('aria-label', /12\.5/);
  await page.getByText(words('reconciliation', 'charts.table')).first().click();
  await expect(page.locator('details[open] table')).toContainText('12.5');
  expect(statSync(new URL('../../dist/renderer/index.html', import.meta.url)).size).toBeGreaterThan(0);
});
