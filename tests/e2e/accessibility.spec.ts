import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import type { Theme } from '../../shared/contract/app.ts';
import { words } from '../words.ts';
import { expect, ledgerOf, startPractice, test } from './fixtures.ts';

/** What axe says about the view on the screen, worst things first; empty when there is nothing to say. */
async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // The code on the screen must be black on white for phones, and the watermark faint, whatever the contrast rule says.
    .exclude('.hc-watermark')
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
}

for (const theme of ['light', 'dark'] as Theme[]) {
  test(`every view can be read and operated by everybody (${theme})`, async ({ console: run }) => {
    const { page } = run;
    await page.getByTestId('start-practice').waitFor();
    await page.evaluate((chosen) => window.huifuConsole['app.savePreferences']({ theme: chosen }), theme);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect.soft(await complaints(page), 'welcome').toEqual([]);
    // The check is not blind: a planted fault is found.
    await page.evaluate(() => document.querySelector('main')!.prepend(new Image()));
    expect((await complaints(page)).join()).toContain('image-alt');
    await page.evaluate(() => document.querySelector('main > img')!.remove());

    await startPractice(page);
    expect.soft(await complaints(page), 'counter').toEqual([]);
    await page.keyboard.type('12.50');
    await page.keyboard.press('Enter');
    await page.getByTestId('qr').waitFor();
    expect.soft(await complaints(page), 'code').toEqual([]);

    await page.keyboard.press('Control+2');
    await page.getByTestId('transaction-row').first().getByText('12.50').first().click();
    await page.getByTestId('detail-panel').waitFor();
    expect.soft(await complaints(page), 'transactions').toEqual([]);

    const number = (await ledgerOf(page))[0]!.requestNumber;
    await page.keyboard.press('Control+3');
    await page.keyboard.press('F3');
    await page.getByTestId('find-number').fill(number);
    await page.getByTestId('found-order').waitFor();
    expect.soft(await complaints(page), 'order to refund').toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('find-number')).toBeHidden();

    await page.keyboard.press('Control+8');
    await expect(page.getByRole('tab').first()).toBeVisible();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      expect.soft(await complaints(page), `settings, ${await tab.innerText()}`).toEqual([]);
    }

    // With an owner the settings show people and limits, and an open order keeps a shift from being closed.
    await page.evaluate(() =>
      window.huifuConsole['operators.add']({ name: '王店主', role: 'owner', newPin: '271828' }),
    );
    await page.getByRole('tab', { name: words('settings', 'tabs.operators') }).click();
    await page.getByTestId('limit-cashier-each').waitFor();
    expect.soft(await complaints(page), 'operators').toEqual([]);
    await page.keyboard.press('F10');
    await page.getByTestId('open-shift').click();
    await page.getByTestId('unfinished-order').waitFor();
    expect.soft(await complaints(page), 'shifts').toEqual([]);
    await page.keyboard.press('Control+L');
    await page.getByTestId('pin-input').waitFor();
    expect.soft(await complaints(page), 'lock').toEqual([]);
  });
}

test('the first payment can be taken with the keyboard alone', async ({ console: run }) => {
  const { page } = run;
  await page.getByTestId('start-practice').waitFor();
  // Tab to the first way, Enter.
  for (let i = 0; i < 10; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.getByTestId('start-practice').evaluate((way) => way === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('amount-input')).toBeFocused();
  await page.keyboard.type('3');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('note-input')).toBeFocused();
  await page.keyboard.type('2 号桌');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  await expect(page.getByTestId('amount-input')).toBeFocused();

  // The list: arrows move, Space opens, Escape closes.
  await page.keyboard.press('Control+2');
  await page.getByTestId('transaction-row').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByTestId('detail-panel')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('detail-panel')).toBeHidden();

  // The settings stand in a list: arrows move down and up, Enter opens.
  await page.keyboard.press('Control+8');
  const parts = page.getByRole('tab');
  await parts.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(parts.nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(parts.nth(2)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(parts.nth(1)).toBeFocused();
});
