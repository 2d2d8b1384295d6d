import type { Payment } from '../../shared/domain/payment.ts';
import type { Album } from './album.ts';

/** The closing view: its five parts, the dry run, the answers of the check. */
export async function walkClosing({ page, shop, picture }: Album, paid: Payment): Promise<void> {
  const tab = (place: number) => page.locator('.hc-closing-head .ant-segmented-item').nth(place).click();
  const check = async (number: string, name: string) => {
    await page.getByTestId('real-input').fill(number);
    await page.keyboard.press('Enter');
    await page.getByTestId('real-answer').waitFor();
    await picture(name);
    await page.getByTestId('real-next').click();
  };
  await page.keyboard.press('Control+4');
  await page.getByTestId('open-order').first().waitFor();
  await page.getByTestId('open-order').first().click();
  await page.keyboard.press('F7');
  await page.getByTestId('cancel-confirm').click();
  await page.getByTestId('recent-close').first().waitFor();
  await picture('closing');
  await page.getByTestId('close-many').click();
  await page.getByTestId('dry-run').waitFor();
  await picture('closing-dry-run');
  await page.keyboard.press('Escape');
  await tab(1);
  await check(paid.requestNumber, 'closing-real-paid');
  await check((await shop.orders()).find(({ stage }) => stage === 'declined')!.req_seq_id, 'closing-real-not-paid');
  await check('4200009999999999999999999999', 'closing-real-not-found');
  await tab(2);
  await page.getByTestId('close-query-input').fill(paid.requestNumber);
  await page.getByTestId('close-query').click();
  await page.getByTestId('close-standing').waitFor();
  await picture('closing-query');
  await tab(3);
  await picture('closing-history');
  await tab(4);
  await page.getByTestId('catch-up').click();
  await page.getByTestId('catch-up-report').first().waitFor();
  await picture('closing-catch-up');
}
