import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import type { ConsoleRun } from '../launchConsole.ts';
import { words } from '../words.ts';
import { expect } from './fixtures.ts';

export const tab = (page: Page, name: 'day' | 'statements' | 'month') =>
  page.locator('.hc-recon-bar').getByText(words('reconciliation', `tab.${name}`), { exact: true });
/** What stands below a day's verdict. */
export const part = (page: Page, name: 'list' | 'totals' | 'sources') =>
  page.locator('.hc-verdict-parts').getByText(words('reconciliation', `${name}.title`), { exact: true });
export const verdict = (page: Page) => page.getByTestId('verdict');
export const differences = (page: Page) => page.getByTestId('difference-row');
export const panel = (page: Page) => page.getByTestId('difference-panel');
export const imported = (page: Page) => page.getByTestId('import-results');

/** Imports files by the dialog, under these names; all of them are stored. */
export async function bring(
  { page, app }: ConsoleRun,
  userDataDir: string,
  files: Record<string, string | Buffer>,
): Promise<void> {
  const folder = join(dirname(userDataDir), 'brought');
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  await app.stubOpenDialog(
    Object.keys(files)
      .map((name) => join(folder, name))
      .join('\n'),
  );
  await tab(page, 'statements').click();
  await page.getByTestId('import-files').click();
  for (const name of Object.keys(files)) {
    await expect(imported(page)).toContainText(words('statements', 'import.stored', { name }));
  }
}

/** Says by hand, with the keyboard, which day a file that came lately is about. */
export async function assign(page: Page, name: string, day: string): Promise<void> {
  await tab(page, 'statements').click();
  await page.locator('.hc-stm-filebox').getByText(words('statements', 'files.recent'), { exact: true }).click();
  const file = page.getByTestId('statement-file').filter({ hasText: name });
  await file.getByRole('button', { name: words('statements', 'files.assign') }).click();
  await expect(page.getByLabel(words('statements', 'files.assignDay'))).toBeFocused();
  // At a person's pace: digits that come faster, with Enter behind them, are a scanner's.
  await page.keyboard.type(day, { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Compares the day in hand, which ends in another state than it stood in. */
export async function compare(page: Page, state: 'unread' | 'open' | 'explained' | 'clear'): Promise<void> {
  await tab(page, 'day').click();
  await expect(verdict(page)).not.toHaveAttribute('data-state', state);
  await page.getByTestId('compare').click();
  await expect(verdict(page)).toHaveAttribute('data-state', state, { timeout: 30_000 });
}

/** The dialog in which a person says what the columns of a file mean. */
export function mappingOf(page: Page) {
  const form = page.getByTestId('mapping');
  const column = (title: string) => form.locator(`[data-testid="mapping-column"][data-title="${title}"]`);
  return {
    form,
    column,
    confirm: page.getByTestId('mapping-confirm'),
    /** From the problems of a comparison to the file that is asked about first. */
    async open(file: string): Promise<void> {
      await part(page, 'sources').click();
      await page.getByTestId('map-columns').click();
      await expect(form).toContainText(file);
    },
    leg: (leg: 'huifu' | 'settlement' | 'bank') =>
      form.getByText(words('reconciliation', `leg.${leg}`), { exact: true }).click(),
    /** Types what a column means, as far as the list needs it. */
    async means(meanings: Record<string, string>): Promise<void> {
      for (const [title, role] of Object.entries(meanings)) {
        await column(title).getByRole('combobox').click();
        await page.keyboard.type(words('reconciliation', `mapping.role.${role}`));
        await page.keyboard.press('Enter');
        await expect(column(title)).toContainText(words('reconciliation', `mapping.role.${role}`));
      }
    },
    async unit(unit: 'yuan' | 'fen', ...titles: string[]): Promise<void> {
      const word = words('reconciliation', `mapping.units.${unit}`);
      for (const title of titles) await column(title).getByText(word, { exact: true }).click();
    },
  };
}
