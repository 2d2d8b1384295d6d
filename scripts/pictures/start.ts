import { join } from 'node:path';
import { writeCredentials } from '../../tests/credentials.ts';
import type { Album } from './album.ts';

/** The welcome, credentials with and without problems, the check of the connection. */
export async function walkStart({ page, app, shop, look, files, picture, seen }: Album): Promise<void> {
  await seen('start-practice');
  await page.evaluate((preferences) => window.huifuConsole['app.savePreferences'](preferences), look);
  await picture('welcome');

  const broken = writeCredentials(join(files, 'broken.json'), shop, { huifu_id: 'x', rsa_huifu_public_key: 'AAAA' });
  await app.stubOpenDialog(broken);
  await page.getByTestId('start-file').click();
  await page.locator('.hc-block').first().waitFor();
  await picture('credentials-problems');
  await page.keyboard.press('Escape');
  const confirm = page.locator('.ant-modal-confirm-btns button').last();
  await confirm.click({ timeout: 5_000 }).catch(() => {});

  await app.stubOpenDialog(writeCredentials(join(files, 'good.json'), shop));
  await page.getByTestId('start-file').click();
  await page.locator('.hc-block').first().waitFor();
  await picture('credentials');
  await page.keyboard.press('Control+Enter');
  await page.locator('.hc-check').waitFor();
  await picture('check');
  await page.keyboard.press('Control+Enter');
  await seen('amount-input');
}
