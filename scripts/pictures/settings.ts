import type { Album } from './album.ts';

/** Every part of the settings; long ones are pictured at their end too. */
export async function walkSettings({ page, picture }: Album): Promise<void> {
  await page.keyboard.press('Control+8');
  const parts = page.locator('.hc-settings > .ant-tabs > .ant-tabs-nav .ant-tabs-tab');
  await parts.first().waitFor();
  for (const part of await parts.all()) {
    const name = `settings-${await part.getAttribute('data-node-key')}`;
    await part.click();
    await picture(name);
    const main = page.locator('main.hc-main');
    if (!(await main.evaluate((element) => element.scrollHeight > element.clientHeight + 40))) continue;
    await main.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await picture(`${name}-end`);
  }
  await page.locator('[data-node-key="readiness"]').click();
  await page.getByTestId('readiness-check').click();
  await page.getByTestId('readiness-check').and(page.locator(':not(.ant-btn-loading)')).waitFor();
  await picture('settings-readiness-checked');
}
