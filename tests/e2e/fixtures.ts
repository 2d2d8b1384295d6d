import { test as base, expect, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Payment } from '../../shared/domain/payment.ts';
import { writeCredentials } from '../credentials.ts';
import { launchConsole, type ConsoleRun, type LaunchOptions } from '../launchConsole.ts';
import { payByPhone } from '../payByPhone.ts';
import type { PracticeReady } from '../practiceProcess.ts';
import { words } from '../words.ts';

export { expect };

interface Fixtures {
  /** A folder of this test's own; it and the keychain beside it are removed afterwards. */
  userDataDir: string;
  /** Starts a console on this test's folder; it is closed after the test, and the test fails if its page complained. */
  launch: (options?: Omit<LaunchOptions, 'userDataDir'>) => Promise<ConsoleRun>;
  /** A console on an empty folder, as on a fresh machine. */
  console: ConsoleRun;
}

/** Every end-to-end test: own data, own keychain, and no complaint from the page goes unnoticed. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what the fixture needs
  userDataDir: async ({}, use) => {
    const parent = mkdtempSync(join(tmpdir(), 'hc-e2e-'));
    await use(join(parent, 'data'));
    rmSync(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },
  launch: async ({ userDataDir }, use) => {
    const runs: ConsoleRun[] = [];
    await use(async (options = {}) => {
      const run = await launchConsole({ userDataDir, ...options });
      runs.push(run);
      return run;
    });
    for (const run of runs) await run.close();
    expect(runs.flatMap((run) => run.problems)).toEqual([]);
  },
  console: async ({ launch }, use) => use(await launch()),
});

/** From the welcome to the counter by a credentials file, which is put beside the console's own data. */
export async function openShop(
  { page, app }: ConsoleRun,
  {
    userDataDir,
    gateway,
    change = {},
  }: { userDataDir: string; gateway: PracticeReady; change?: Record<string, unknown> },
): Promise<Page> {
  await app.stubOpenDialog(writeCredentials(`${userDataDir}-merchant.json`, gateway, change));
  await page.getByTestId('start-file').click();
  await page.getByRole('button', { name: words('profiles', 'draft.save') }).click();
  const goOn = new RegExp(`${words('profiles', 'check.continue')}|${words('profiles', 'check.continueAnyway')}`);
  await page.getByRole('button', { name: goOn }).click();
  await expect(page.getByTestId('amount-input')).toBeFocused();
  return page;
}

/** Types an amount on the counter and presses Enter. */
export async function charge(page: Page, amount: string): Promise<void> {
  await page.getByTestId('amount-input').fill(amount);
  await page.keyboard.press('Enter');
}

/** Charges an amount on the counter and pays it by the phone page, as a customer would; the counter is then ready again. */
export async function sell(page: Page, amount: string): Promise<void> {
  await page.keyboard.press('Control+1');
  await charge(page, amount);
  await expect(page.getByTestId('qr')).toBeVisible();
  const [payment] = await ledgerOf(page);
  await payByPhone(payment!.link!);
  await expect(page.getByTestId('paid-amount')).toContainText(amount, { timeout: 15_000 });
  await page.getByTestId('next').click();
}

/** The payments of the merchant on the screen as the console's own ledger has them, newest first. */
export async function ledgerOf(page: Page): Promise<Payment[]> {
  const answer = await page.evaluate(() =>
    window.huifuConsole['payments.list']({ filter: {}, after: null, limit: 100 }),
  );
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data.rows;
}

/** From the welcome to the counter in practice mode, ready for an amount. */
export async function startPractice(page: Page): Promise<void> {
  await page.getByTestId('start-practice').click();
  await expect(page.getByTestId('amount-input')).toBeFocused();
}

/** Days are compared only when the test says so: what it does by hand does not race with the console's own comparison. */
export async function compareByHandOnly(page: Page): Promise<void> {
  const answer = await page.evaluate(() => window.huifuConsole['statements.compareItself']({ on: false }));
  if (!answer.ok) throw new Error(answer.error.code);
}
