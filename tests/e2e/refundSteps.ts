import type { Locator, Page } from '@playwright/test';
import type { Payment } from '../../shared/domain/payment.ts';
import type { PracticeProcess } from '../practiceProcess.ts';
import { charge, expect, ledgerOf } from './fixtures.ts';

/** A payment that was paid and booked, known to the console. */
export async function paidOrder(page: Page, gateway: PracticeProcess, amount: string): Promise<Payment> {
  await page.keyboard.press('Control+1');
  await charge(page, amount);
  await expect(page.getByTestId('qr')).toBeVisible();
  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'pay');
  await expect(page.getByTestId('paid-amount')).toContainText(amount, { timeout: 20_000 });
  await page.waitForTimeout(1_200); // booking takes the practice gateway a second
  return (await ledgerOf(page))[0]!;
}

/** The payment in the transactions list, with its details open. */
export async function showPayment(page: Page, payment: Payment): Promise<void> {
  await page.keyboard.press('Control+2');
  await page.locator(`[data-testid="transaction-row"][data-id="${payment.id}"]`).click();
  await expect(page.getByTestId('detail-panel')).toHaveAttribute('data-id', payment.id);
}

/** F4 on the payment in the transactions list. */
export async function openRefund(page: Page, payment: Payment): Promise<void> {
  await showPayment(page, payment);
  await expect(page.getByTestId('refund')).toBeVisible();
  await page.keyboard.press('F4');
  await expect(page.getByTestId('dry-run')).toBeVisible();
}

/** Tail, reason and amount, as a person fills them in; `null` leaves the amount as it is. */
export async function fillRefund(page: Page, payment: Payment, amount: string | null): Promise<void> {
  await page.getByTestId('refund-tail').fill(payment.requestNumber.slice(-4));
  await page.getByTestId('refund-reason').click();
  await page.locator('.ant-select-item-option').first().click();
  if (amount !== null) await page.getByTestId('refund-amount').fill(amount);
}

/** Calls to refund that the gateway received, answered or not. */
export async function sentRefunds(gateway: PracticeProcess): Promise<unknown[]> {
  return (await gateway.calls()).filter(({ path }) => path.endsWith('/htRefund'));
}

/** What became of the refund that was confirmed last. */
export const outcome = (page: Page): Locator => page.getByTestId('refund-outcome');

/** Confirms, waits until the money went back, and closes the dialog. */
export async function refundNow(page: Page): Promise<void> {
  await page.getByTestId('refund-confirm').click();
  await expect(outcome(page)).toHaveAttribute('data-state', 'refunded', { timeout: 20_000 });
  await page.getByTestId('refund-close').click();
}
