import type { Payment } from '../../shared/domain/payment.ts';
import type { Album } from './album.ts';

/** The list, the panel beside it, the search by any number. */
export async function walkTransactions({ page, picture, seen }: Album, paid: Payment): Promise<void> {
  await page.keyboard.press('Control+2');
  await seen('transaction-row');
  await picture('transactions');
  await page.locator(`[data-testid="transaction-row"][data-id="${paid.id}"]`).click();
  await seen('detail-panel');
  await picture('transactions-panel');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await page.keyboard.type(paid.requestNumber.slice(-6));
  await page.locator('mark').first().waitFor();
  await picture('transactions-search');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}
