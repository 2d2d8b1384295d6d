import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { payByPhone } from '../../tests/payByPhone.ts';
import { spoiltStatement } from '../../tests/spoiltStatement.ts';
import { charge, newest, payments, type Album } from './album.ts';

/** Practice mode: a day's statement fetched and compared, once true and once spoilt; and where its yuan are. */
export async function walkReconciliation(album: Album): Promise<void> {
  const { page, app, files, picture, seen } = album;
  const part = (place: number) => page.locator('.hc-recon-bar .ant-segmented-item').nth(place).click();
  const below = (place: number) => page.locator('.hc-recon-main .ant-segmented-item').nth(place).click();
  const compared = (state: string) => page.locator(`[data-testid="verdict"][data-state="${state}"]`).waitFor();
  await page.evaluate(() => window.huifuConsole['practice.enter'](undefined));
  // A comparison that the console begins would show another picture than the one that is pressed for.
  await page.evaluate(() => window.huifuConsole['statements.compareItself']({ on: false }));
  await page.keyboard.press('Control+1');
  await page.locator('.hc-watermark').first().waitFor();
  await seen('amount-input');
  await picture('practice');
  await page.keyboard.press('F8');
  await seen('verdict');
  await picture('reconciliation-none');
  for (const amount of ['12.50', '88.00', '234.56']) {
    await page.keyboard.press('Control+1');
    await charge(page, amount, '');
    await seen('qr');
    await payByPhone((await newest(page)).link!);
    await seen('paid-amount');
    await page.getByTestId('next').click();
  }
  await page.keyboard.press('F8');
  await part(1);
  await seen('statement-trade');
  await picture('statements-none');
  await page.getByTestId('statement-trade').getByRole('button').first().click();
  await seen('statement-file');
  await picture('statements');
  await part(0);
  await page.getByTestId('compare').click();
  await compared('clear');
  await picture('reconciliation-clear');

  const file = join(files, '20261123_6666_order_0002.csv');
  writeFileSync(file, spoiltStatement(await payments(page, 3)));
  await app.stubOpenDialog(file);
  await part(1);
  await page.getByTestId('import-files').click();
  await seen('import-results');
  await picture('statements-imported');
  await part(0);
  await page.getByTestId('compare').click();
  await compared('open');
  await picture('reconciliation-differences');
  await page.getByTestId('difference-row').filter({ hasText: 'AMT' }).click();
  await seen('difference-panel');
  await picture('reconciliation-panel');
  await page.getByTestId('resolve').click();
  await picture('reconciliation-resolve');
  await page.keyboard.press('Escape');
  await page.getByTestId('resolve-confirm').waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.getByTestId('difference-panel').waitFor({ state: 'hidden' });

  // A bank statement whose columns nobody has explained.
  const bank = join(files, 'bank.csv');
  writeFileSync(bank, `日期,来款,附加说明\r\n${(await newest(page)).requestDate},332.34,汇付结算\r\n`);
  await app.stubOpenDialog(bank);
  await part(1);
  await page.getByTestId('import-files').click();
  await seen('import-results');
  await part(0);
  await page.getByTestId('compare').click();
  // What the lost line may be in was not read: the day lacks a file.
  await compared('noFile');
  await below(2);
  await page.getByTestId('map-columns').click();
  await seen('mapping');
  await picture('reconciliation-mapping');
  await page.keyboard.press('Escape');
  await page.getByTestId('mapping').waitFor({ state: 'hidden' });
  for (const [place, name] of ['totals', 'sources', 'fees'].entries()) {
    await below(place + 1);
    await picture(`reconciliation-${name}`);
  }
  await part(2);
  await seen('month');
  await picture('reconciliation-month');
  await part(3);
  await seen('chart');
  await picture('reconciliation-charts');

  await page.keyboard.press('Control+6');
  await seen('yuan');
  await picture('settlement');
  for (const [place, name] of ['formula', 'bridge'].entries()) {
    await page
      .locator('.hc-settlement-bar .ant-segmented-item')
      .nth(place + 1)
      .click();
    await picture(`settlement-${name}`);
  }
}
