import type { Page } from '@playwright/test';
import type { CounterView } from '../../shared/contract/counter.ts';
import { words } from '../words.ts';
import { expect } from './fixtures.ts';

/** A port of the listener's range that is likely free. */
export const somePort = (): number => 8_000 + Math.floor(Math.random() * 1_000);

/** The counter as the main process has it. */
export async function counterOf(page: Page): Promise<CounterView> {
  const answer = await page.evaluate(() => window.huifuConsole['counter.view'](undefined));
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

/** Settings › notifications and page. */
export async function openCounterSettings(page: Page): Promise<void> {
  await page.keyboard.press('Control+8');
  await page.getByRole('tab', { name: words('settings', 'tabs.counter') }).click();
  await expect(page.getByTestId('listener-status')).toBeVisible();
}

/** Turns the listener on as an owner does, with an address that this machine's phones reach; the way back to the counter is the caller's. */
export async function turnListenerOn(page: Page, port = somePort()): Promise<string> {
  await openCounterSettings(page);
  const url = `http://127.0.0.1:${port}`;
  await page.getByTestId('public-url').fill(url);
  await page.getByTestId('listener-port').fill(String(port));
  await page.getByTestId('listener-on').click();
  await expect(page.getByTestId('listener-status')).toHaveAttribute('data-state', 'good');
  return url;
}
