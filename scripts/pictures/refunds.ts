import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Payment } from '../../shared/domain/payment.ts';
import type { Album } from './album.ts';

/** A refund from its dry run to its slip's panel, the list, and a batch from a spreadsheet. */
export async function walkRefunds(album: Album, paid: Payment): Promise<void> {
  const { page, app, files, picture, seen } = album;
  await page.keyboard.press('Control+3');
  await picture('refunds-none');
  await page.keyboard.press('Control+2');
  await page.locator(`[data-testid="transaction-row"][data-id="${paid.id}"]`).click();
  await seen('refund');
  await page.keyboard.press('F4');
  await seen('dry-run');
  await fillIn(album, paid, '12.50');
  await picture('refund-dry-run');
  // A coupon was used: only the whole order can be refunded.
  await page.getByTestId('refund-confirm').click();
  await page.locator('[data-testid="refund-outcome"][data-state="failed"]').waitFor();
  await picture('refund-failed');
  await page.getByTestId('refund-close').click();
  await page.keyboard.press('F4');
  await seen('dry-run');
  await fillIn(album, paid, '36.50');
  await page.getByTestId('refund-confirm').click();
  await seen('refund-outcome');
  await page.locator('[data-testid="refund-outcome"][data-state="refunded"]').waitFor();
  await picture('refund-done');
  await page.getByTestId('refund-close').click();
  await picture('transactions-panel-refunded');
  await page.keyboard.press('Control+3');
  await seen('refund-row');
  await picture('refunds');
  await page.getByTestId('refund-row').first().click();
  await page.keyboard.press('Space');
  await seen('refund-panel');
  await picture('refunds-panel');
  await page.keyboard.press('Escape');
  await page.getByTestId('find-order').click();
  await page.getByTestId('find-number').fill(paid.requestNumber);
  await seen('found-order');
  await picture('refunds-find');
  await page.keyboard.press('Escape');

  const file = join(files, 'refunds.csv');
  const lines = ['单号,退款金额,原因', `${paid.requestNumber},2.5,缺货`, 'P20200101000000T1NOBODY00,1.00,'];
  writeFileSync(file, `\uFEFF${lines.join('\r\n')}\r\n`);
  await app.stubOpenDialog(file);
  await page.getByTestId('batch-open').click();
  await picture('refunds-batch-pick');
  await page.getByTestId('batch-pick').click();
  await seen('batch-line');
  await picture('refunds-batch');
  await page.keyboard.press('Escape');
}

async function fillIn({ page }: Album, paid: Payment, amount: string): Promise<void> {
  await page.getByTestId('refund-tail').fill(paid.requestNumber.slice(-4));
  await page.getByTestId('refund-reason').click();
  await page.locator('.ant-select-item-option').first().click();
  await page.getByTestId('refund-amount').fill(amount);
}
