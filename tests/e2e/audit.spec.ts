import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verifyAudit } from '../../scripts/verify-audit.mjs';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { audit } from '../../shared/i18n/zh-CN/audit.ts';
import { words } from '../words.ts';
import { expect, openShop, test } from './fixtures.ts';

let gateway: PracticeProcess;
test.beforeAll(async () => {
  gateway = await startPracticeProcess();
});
test.afterAll(() => gateway.kill());

test('who did what can be read, found, checked and exported; a row changed by hand is named', async ({
  launch,
  userDataDir,
}) => {
  const first = await launch();
  const { page } = first;
  await openShop(first, { userDataDir, gateway });
  await page.keyboard.press('Control+8');
  await page.getByRole('tab', { name: words('settings', 'tabs.audit') }).click();
  const rows = page.getByTestId('audit-row');
  await expect(rows.filter({ hasText: audit.act['key.stored'] })).toHaveCount(1);

  await page.getByRole('textbox', { name: words('audit', 'search') }).fill(gateway.huifu_id.slice(-4));
  await expect(rows.first()).toContainText(gateway.huifu_id.slice(-4));
  await expect(page.getByText(gateway.huifu_id, { exact: true })).toHaveCount(0);
  await page.getByRole('textbox', { name: words('audit', 'search') }).fill('没有这样的行');
  await expect(page.getByText(words('audit', 'emptyFiltered'))).toBeVisible();
  await page.getByRole('button', { name: words('audit', 'clear') }).click();

  await page.getByRole('button', { name: words('audit', 'check') }).click();
  await expect(page.getByTestId('audit-check')).toHaveAttribute('data-whole', 'true');

  const file = join(userDataDir, 'for-the-auditor.jsonl');
  await first.app.stubSaveDialog(file);
  await page.getByRole('button', { name: words('audit', 'export') }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(verifyAudit(readFileSync(file))).toMatchObject({ findings: [] });
  await first.close();

  const db = new DatabaseSync(join(userDataDir, 'ledger/live.db'));
  db.exec("DROP TRIGGER audit_fixed; UPDATE audit SET operator = '别人' WHERE seq = 2");
  db.close();
  const second = await launch();
  await expect(second.page.getByTestId('amount-input')).toBeFocused();
  await second.page.keyboard.press('Control+8');
  await second.page.getByRole('tab', { name: words('settings', 'tabs.audit') }).click();
  await second.page.getByRole('button', { name: words('audit', 'check') }).click();
  await expect(second.page.getByTestId('audit-check')).toHaveAttribute('data-whole', 'false');
  await expect(second.page.getByTestId('audit-check')).toContainText('2');
});
