import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import jsQR from 'jsqr';
import type { Page } from 'playwright';
import { PNG } from 'pngjs';
import { words } from '../words.ts';
import { expect, startPractice, test } from './fixtures.ts';

async function charge(page: Page, amount: string): Promise<void> {
  await page.getByTestId('amount-input').fill(amount);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  await expect(page.locator('.hc-stage')).toContainText(amount);
}

const rows = (page: Page) => page.getByTestId('transaction-row');

test('the link is copied, and the card is saved as a picture that a phone can read', async ({
  console: run,
  userDataDir,
}) => {
  const { page, app } = run;
  await startPractice(page);
  await charge(page, '45.60');
  await page.getByRole('button', { name: words('payments', 'action.copyLink') }).click();
  await expect.poll(() => app.readClipboard()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hostingh5\/\?jump_id=/);

  const card = join(dirname(userDataDir), 'brought', 'card.png');
  mkdirSync(dirname(card), { recursive: true });
  await app.stubSaveDialog(card);
  await page.getByRole('button', { name: words('payments', 'action.saveCard') }).click();
  await expect
    .poll(() => {
      try {
        const { data, width, height } = PNG.sync.read(readFileSync(card));
        return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? 'no code in the picture';
      } catch {
        return 'no picture yet';
      }
    })
    .toBe(await app.readClipboard());

  // In practice mode the link opens as the customer's phone would open it, outside the window.
  await page.getByTestId('open-phone').click();
  await expect.poll(() => app.openedUrls()).toEqual([await app.readClipboard()]);
});

test('days are typed and shown as the rest of the console writes them', async ({ console: run }) => {
  const { page } = run;
  await startPractice(page);
  await charge(page, '10.00');
  await page.keyboard.press('Control+2');
  await expect(rows(page)).toHaveCount(1);
  await page.locator('.hc-bar-dates').getByText(words('transactions', 'filter.range.custom')).click();
  const to = page.getByTestId('filter-to');
  await to.fill('20260105');
  await to.blur();
  await expect(to).toHaveValue('2026-01-05');
  await expect(rows(page)).toHaveCount(0);

  // What is not a day changes nothing, and gives way to the day that holds.
  await to.fill('2026-02-31');
  await to.blur();
  await expect(to).toHaveValue('2026-01-05');
  await to.fill('');
  await expect(rows(page)).toHaveCount(1);
});

test('filters, totals and a saved view that is there after a restart', async ({ launch }) => {
  const first = await launch();
  const { page } = first;
  await startPractice(page);
  for (const amount of ['10.00', '20.00', '300.00']) await charge(page, amount);

  await page.keyboard.press('Control+2');
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByTestId('totals-bar')).toContainText(words('transactions', 'totals.all_other', { n: 3 }));

  await page.getByRole('button', { name: words('transactions', 'filter.amount') }).click();
  await page.getByTestId('filter-min').fill('15');
  await page.getByTestId('filter-min').press('Enter');
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByTestId('totals-bar')).toContainText(words('transactions', 'totals.filtered_other', { n: 2 }));

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: words('transactions', 'views.button') }).click();
  await page.getByPlaceholder(words('transactions', 'views.name')).fill('十五元以上');
  await page.getByRole('button', { name: words('transactions', 'views.save') }).click();
  await expect(page.getByRole('button', { name: '十五元以上', exact: true })).toBeVisible();
  await first.close();

  const second = await launch();
  await expect(second.page.getByTestId('amount-input')).toBeFocused();
  await second.page.keyboard.press('Control+2');
  await expect(rows(second.page)).toHaveCount(3);
  await second.page.getByRole('button', { name: words('transactions', 'views.button') }).click();
  await second.page.getByRole('button', { name: '十五元以上', exact: true }).click();
  await expect(rows(second.page)).toHaveCount(2);
});
