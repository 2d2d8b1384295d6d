import { REST_MS, type Album } from './album.ts';

/** Help, what codes mean, and the palette. */
export async function walkHelp({ page, picture, seen }: Album): Promise<void> {
  await page.keyboard.press('F1');
  await seen('help-explain');
  await picture('help');
  await page.getByTestId('help-explain').click();
  await seen('explain-row');
  await picture('explain-list');
  await page.getByTestId('explain-row').nth(12).click();
  await picture('explain');
  await page.keyboard.press('Escape');
  await page.getByTestId('explain-row').first().waitFor({ state: 'hidden' });
  await page.waitForTimeout(REST_MS);
  await page.keyboard.press('?');
  await picture('keys');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(REST_MS);
  await page.keyboard.press('Control+k');
  await picture('palette');
  await page.keyboard.press('Escape');
}
