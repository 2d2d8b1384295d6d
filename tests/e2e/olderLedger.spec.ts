import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { migrations } from '../../main/ledger/migrations/index.ts';
import { openLedgerFile } from '../../main/ledger/open.ts';
import { words } from '../words.ts';
import { expect, test } from './fixtures.ts';

/** Enough for the update to be seen; a shop has as many after some years. */
const PAYMENTS = 500_000;
/** The version that had neither sums by band nor refunds from statements. */
const OLDER = 7;

test('a large ledger of an older version: the window says that it is being opened, then all of it is there', async ({
  launch,
  userDataDir,
}) => {
  test.setTimeout(180_000);
  await writeOlder(userDataDir);
  const { page } = await launch();
  await expect(page.getByTestId('opening')).toHaveText(/正在打开账本.*Opening the ledger/);

  await expect(page.getByTestId('amount-input')).toBeFocused({ timeout: 120_000 });
  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('totals-bar')).toContainText(
    words('transactions', 'totals.all_other', { n: '500,000' }),
  );
});

/** A ledger as an earlier version has left it. */
async function writeOlder(userDataDir: string): Promise<void> {
  const place = { dir: join(userDataDir, 'ledger'), name: 'live' } as const;
  const opened = await openLedgerFile(place, { migrations: migrations.slice(0, OLDER) });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { db } = opened.data;
  writePayments(db);
  db.close();
}

function writePayments(db: DatabaseSync): void {
  db.exec(`
    INSERT INTO profile (id, name, environment, sys_id, product_id, huifu_id, base_url, generation, project_id,
        project_title, skill_source, link_minutes, huifu_public_key, key_id, key_fingerprint, key_bits, has_webhook_key,
        created_at)
      VALUES ('old', '老店', 'live', '6666000000000001', 'PAYUN', '6666000000000002', 'https://api.huifu.com', 'v3', 'P1', '老店',
        '', 10, '', 'none', '', 2048, 0, 1700000000000);
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ${PAYMENTS})
    INSERT INTO payment (id, profile, huifu_id, request_date, request_number, way, method, state, amount, note, created_at,
        expires_at, ended_at, booking)
      SELECT 'P' || n, 1, '6666000000000002', '20240101', 'P' || n, 'hosted', 'wechat', 'closed', n, '',
        1704038400000 + n * 300, 1704038400000 + n * 300, 1704038400000 + n * 300, 'unknown' FROM number`);
}
