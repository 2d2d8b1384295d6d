import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPaymentGateway } from '../../main/gateway/index.ts';
import { sampleProfile } from '../../main/ledger/testing/samples.ts';
import { createMemoryVault } from '../../main/vault/memoryVault.ts';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { instant } from '../../shared/domain/time.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { charge, compareByHandOnly, expect, ledgerOf, openShop, test } from './fixtures.ts';

let gateway: PracticeProcess;
test.beforeAll(async () => void (gateway = await startPracticeProcess()));
test.afterAll(() => gateway.kill());
test.beforeEach(() => gateway.reset());

const NUMBER = 'RPORTAL20261128000001';

/** What somebody does in Huifu's portal: a refund that this console has no part in. */
async function refundInPortal(payment: Payment, amount: number): Promise<void> {
  const vault = createMemoryVault();
  await vault.storeKey('portal', Buffer.from(gateway.merchant_private_key, 'base64'));
  const signer = await vault.signer('portal');
  if (!signer.ok || !signer.data) throw new Error('no key');
  const profile = sampleProfile('portal', {
    environment: 'live',
    baseUrl: gateway.gateway_url,
    sysId: gateway.sys_id,
    productId: gateway.product_id,
    huifuId: gateway.huifu_id,
    huifuPublicKey: gateway.huifu_public_key,
    projectId: gateway.project_id,
    keyId: 'portal',
  });
  const io = { fetch, now: () => instant(Date.now()), onAnswer: () => {} };
  const call = { requestDate: payment.requestDate, requestNumber: NUMBER };
  const wish = { route: 'hosting' as const, call, payment, amount: fen(amount), reason: '', notifyUrl: null };
  const sent = await createPaymentGateway({ profile, signer: signer.data }, io).refund(wish);
  expect(sent.kind).toBe('accepted');
}

test('a refund made in the portal is taken over from the statement, and the day agrees', async ({
  console: run,
  userDataDir,
}) => {
  test.setTimeout(120_000);
  const page = await openShop(run, { userDataDir, gateway });
  await compareByHandOnly(page);
  await charge(page, '12.50');
  await expect(page.getByTestId('qr')).toBeVisible();
  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'pay');
  await expect(page.getByTestId('paid-amount')).toContainText('12.50', { timeout: 20_000 });
  const [payment] = await ledgerOf(page);
  await page.waitForTimeout(1_500); // booking takes the practice gateway a second
  await refundInPortal(payment!, 450);
  await page.waitForTimeout(2_500); // and a refund two

  const brought = join(dirname(userDataDir), 'brought');
  mkdirSync(brought, { recursive: true });
  const file = join(brought, 'trade.csv');
  const made = await fetch(`${gateway.control_url}/statements/${payment!.requestDate}/trade`);
  writeFileSync(file, Buffer.from(await made.arrayBuffer()));
  await run.app.stubOpenDialog(file);
  await page.keyboard.press('F8');
  const part = (name: 'day' | 'statements') =>
    page.getByRole('radiogroup').getByText(words('reconciliation', `tab.${name}`), { exact: true });
  await part('statements').click();
  await page.getByTestId('import-files').click();
  await expect(page.getByTestId('import-results')).toContainText('trade.csv');
  await part('day').click();
  await page.getByTestId(`day-${payment!.requestDate}`).click();
  await page.getByTestId('compare').click();
  await expect(page.getByTestId('difference-row')).toHaveCount(1, { timeout: 30_000 });
  await page.getByTestId('difference-row').click();
  const panel = page.getByTestId('difference-panel');
  await panel.getByTestId('adopt').click();
  await expect(page.getByRole('dialog')).toContainText('4.50');
  await page.getByTestId('take-over-confirm').click();
  await expect(panel.getByTestId('history')).toContainText('已补入账本');
  await expect(panel.getByTestId('adopt')).toHaveCount(0);
  await page.getByTestId('compare').click();
  await expect(page.getByTestId('verdict')).toHaveAttribute('data-state', 'clear', { timeout: 30_000 });

  // It is a refund like any other, with where it comes from.
  await page.keyboard.press('Control+3');
  await page.getByText(words('refunds', 'show.all'), { exact: true }).click();
  await page.getByTestId('refund-row').click();
  const refund = page.getByTestId('refund-panel');
  await expect(refund).toContainText(words('refunds', 'detail.elsewhere'));
  await expect(refund).toContainText(words('refunds', 'timeline.event.statement'));
  await expect(refund).toContainText('trade.csv');
});
