import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCredentials } from '../credentials.ts';
import { scanQr, startPhone } from '../phone.ts';
import { startPracticeProcess } from '../practiceProcess.ts';
import { expect, startPractice, test } from './fixtures.ts';

test('a shop owner takes the first payment in practice mode', async ({ console: run }) => {
  const { page } = run;
  await startPractice(page);

  // The numeric keypad alone: digits, point, Enter.
  await page.keyboard.type('36.5');
  await page.keyboard.press('NumpadEnter');
  await expect(page.getByTestId('qr')).toBeVisible();
  await expect(page.getByTestId('payment-state').first()).toHaveAttribute('data-state', 'waiting');
  await expect(page.getByTestId('countdown').first()).toContainText(/9:\d\d|10:00/);

  const phone = await startPhone();
  const cashier = await phone.open(await scanQr(page));
  await expect(cashier.getByTestId('amount')).toContainText('36.50');
  await cashier.getByTestId('pay').click();
  await expect(cashier.getByTestId('paid')).toBeVisible();
  await expect(page.getByTestId('paid-amount')).toContainText('36.50');
  await phone.close();

  // It stands in the list, and its last six digits find it.
  await page.keyboard.press('Control+2');
  const row = page.getByTestId('transaction-row').first();
  await expect(row).toContainText('36.50');
  await row.getByText('36.50').first().click();
  const panel = page.getByTestId('detail-panel');
  await expect(panel).toContainText('36.50');
  const numbers = (await panel.innerText()).match(/\d{12,}/g) ?? [];
  const tail = numbers.toSorted((a, b) => b.length - a.length)[0]!.slice(-6);
  await page.keyboard.press('F2');
  await page.keyboard.type(tail);
  await expect(page.locator('mark', { hasText: tail }).first()).toBeVisible();

  // Enter on the counter begins the next one.
  await page.keyboard.press('Control+1');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
});

test('Enter held down or pressed twice makes one payment', async ({ console: run }) => {
  const { page } = run;
  await startPractice(page);
  await page.getByTestId('amount-input').fill('8.8');
  await page.keyboard.down('Enter');
  for (let i = 0; i < 5; i += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.getByTestId('charge').dblclick();
  await expect(page.getByTestId('qr')).toBeVisible();
  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('transaction-row')).toHaveCount(1);
});

test('the customer declines: the counter says so and offers the next step', async ({ console: run }) => {
  const { page } = run;
  await startPractice(page);
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  const phone = await startPhone();
  const cashier = await phone.open(await scanQr(page));
  await cashier.getByTestId('decline').click();
  await expect(page.getByTestId('payment-state').first()).toHaveAttribute('data-state', 'failed');
  await expect(page.getByTestId('again')).toBeVisible();
  await phone.close();
});

test('practice mode is marked on every view and leaves nothing in the live ledger', async ({ console: run }) => {
  const { page } = run;
  await startPractice(page);
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  for (const key of ['Control+1', 'Control+2', 'Control+8']) {
    await page.keyboard.press(key);
    await expect(page.locator('.hc-watermark')).toBeVisible();
  }
});

test('what arrived for one merchant is not shown for another', async ({ console: run }) => {
  const { page, app } = run;
  await startPractice(page);
  await page.keyboard.type('7.77');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  const phone = await startPhone();
  const cashier = await phone.open(await scanQr(page));
  await cashier.getByTestId('pay').click();
  await expect(page.getByTestId('paid-amount')).toBeVisible();
  await phone.close();

  const gateway = await startPracticeProcess();
  try {
    await app.stubOpenDialog(writeCredentials(join(tmpdir(), `hc-second-${app.pid}.json`), gateway));
    await page.evaluate(async () => {
      const draft = await window.huifuConsole['profiles.pickFile']({ part: 'all' });
      if (draft.ok)
        await window.huifuConsole['profiles.saveDraft']({ draftId: draft.data.id, fields: draft.data.fields });
    });
    await expect(page.locator('.hc-watermark')).toBeHidden();
    await expect(page.getByTestId('amount-input')).toBeFocused();
    await expect(page.locator('.hc-collect').getByText('7.77')).toHaveCount(0);
  } finally {
    await gateway.kill();
  }
});
