import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { ConsoleRun } from '../launchConsole.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { charge, expect, openShop as openShopAt, test } from './fixtures.ts';

/** A gateway of its own for each test: its faults, its outages and its record concern nobody else. */
let gateway: PracticeProcess;
let gatewayDir = '';
test.beforeEach(async () => {
  gatewayDir = mkdtempSync(join(tmpdir(), 'hc-gateway-'));
  gateway = await startPracticeProcess({ dataDir: gatewayDir });
});
test.afterEach(async () => {
  await gateway.kill();
  rmSync(gatewayDir, { recursive: true, force: true, maxRetries: 5 });
});

const openShop = (run: ConsoleRun) => openShopAt(run, { userDataDir: join(gatewayDir, 'shop'), gateway });

const state = (page: Page) => page.getByTestId('payment-state').first();

test('killed while a payment is pending, paid meanwhile: the next start says paid', async ({ launch }) => {
  const first = await launch();
  await charge(await openShop(first), '21.00');
  await expect(first.page.getByTestId('qr')).toBeVisible();
  const [order] = await gateway.orders();
  first.app.kill();
  await first.app.exited;

  await gateway.act(order!.req_seq_id, 'pay');
  const second = await launch();
  await expect(second.page.getByTestId('amount-input')).toBeFocused();
  await second.page.keyboard.press('Control+2');
  await expect(second.page.getByTestId('transaction-row').first()).toContainText(words('app', 'state.paid'));
  expect((await gateway.orders()).length).toBe(1);
});

test('the answer to the order is lost: unknown, never failed; the same number brings no second order', async ({
  console: run,
}) => {
  const page = await openShop(run);
  await gateway.fault('cut', { on: 'preorder', when: 'after' });
  await charge(page, '33.00');
  await expect(state(page)).toHaveAttribute('data-state', 'unknown');
  await page.getByTestId('resend').click();
  // The gateway knows the number and refuses it: still one order, and nobody is told that it failed.
  await expect(state(page)).toHaveAttribute('data-state', 'unknown');
  expect((await gateway.orders()).length).toBe(1);
});

test('lost before it had an effect: the same number, sent again, brings the code', async ({ console: run }) => {
  const page = await openShop(run);
  await gateway.fault('cut', { on: 'preorder', when: 'before' });
  await charge(page, '33.00');
  await expect(state(page)).toHaveAttribute('data-state', 'unknown');
  await page.getByTestId('resend').click();
  await expect(page.getByTestId('qr')).toBeVisible();
  expect((await gateway.orders()).length).toBe(1);
});

for (const fault of ['badSignature', 'wrongAmount', 'wrongMerchant', 'html']) {
  test(`an answer that cannot be trusted (${fault}) is not believed`, async ({ console: run }) => {
    const page = await openShop(run);
    await charge(page, '50.00');
    await expect(page.getByTestId('qr')).toBeVisible();
    await gateway.fault(fault, { on: 'hostingQuery', times: 2, ...(fault === 'html' ? { when: 'after' } : {}) });
    const [order] = await gateway.orders();
    await gateway.act(order!.req_seq_id, 'pay');
    // The falsified answers pass by without effect; the first true one says paid.
    await expect(page.getByTestId('paid-amount')).toContainText('50.00', { timeout: 20_000 });
  });
}

test('the order expires: words and the next step', async ({ console: run }) => {
  const page = await openShop(run);
  await charge(page, '9.90');
  await expect(page.getByTestId('qr')).toBeVisible();
  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'open');
  await gateway.act(order!.req_seq_id, 'expire');
  await expect(state(page)).toHaveAttribute('data-state', /closed|failed/, { timeout: 20_000 });
  await expect(page.getByTestId('again')).toBeVisible();
});

test('the gateway goes down and comes back: history stays readable, what happened meanwhile is caught up', async ({
  console: run,
}) => {
  const page = await openShop(run);
  await charge(page, '18.80');
  await expect(page.getByTestId('qr')).toBeVisible();
  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'pay');
  const port = Number(new URL(gateway.gateway_url).port);
  // Paid at the gateway, but the console may not have heard it before the line went dead.
  await gateway.kill();

  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('transaction-row')).toHaveCount(1);
  await page.keyboard.press('Control+1');
  await charge(page, '5.00');
  await expect(page.getByTestId('refused')).toBeVisible({ timeout: 20_000 });

  gateway = await startPracticeProcess({ dataDir: gatewayDir, port });
  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('transaction-row').filter({ hasText: '18.80' })).toContainText(
    words('app', 'state.paid'),
    {
      timeout: 30_000,
    },
  );
  await page.keyboard.press('Control+1');
  await charge(page, '6.00');
  await expect(page.getByTestId('qr')).toBeVisible();
});

test('the clock of the gateway is far ahead: the console warns', async ({ console: run }) => {
  const page = await openShop(run);
  await gateway.fault('dateShift', { on: '*', times: null, seconds: 300 });
  await charge(page, '1.00');
  await expect(page.locator('.hc-strip-warn')).toBeVisible({ timeout: 15_000 });
});

test('a status that no browser knows (922, signature refused) is named, and the counter goes on', async ({
  console: run,
}) => {
  const page = await openShop(run);
  await gateway.fault('status', { on: 'preorder', when: 'before', status: 922 });
  await charge(page, '2.00');
  await expect(page.getByTestId('refused')).toBeVisible();
  await charge(page, '3.00');
  await expect(page.getByTestId('qr')).toBeVisible();
});
