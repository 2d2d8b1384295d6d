import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { fen } from '../../shared/domain/money.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { charge, expect, ledgerOf, openShop, test } from './fixtures.ts';
import { withLedger, writeOldOrders, writeOtherShop, writeScanOrder } from './seededOrders.ts';

/** Bringing payments to their end, as a cashier sees it. */
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

const shown = (page: Page, amount: string) => page.getByTestId('open-order').filter({ hasText: amount });
const recent = (page: Page, amount: string) => page.getByTestId('recent-close').filter({ hasText: amount });

async function chargeOne(page: Page, amount: string): Promise<string> {
  await page.keyboard.press('Control+1');
  await charge(page, amount);
  await expect(page.getByTestId('qr')).toBeVisible();
  await expect(page.locator('.hc-stage')).toContainText(amount);
  return (await ledgerOf(page))[0]!.requestNumber;
}

async function check(page: Page, text: string, kind: string): Promise<void> {
  // A scanner types into the field that has the focus, and presses Enter.
  await page.getByTestId('real-input').fill(text);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('real-answer')).toHaveAttribute('data-kind', kind);
}

test('an unpaid order is closed after its minute; one that is paid meanwhile is offered for refund', async ({
  console: run,
  userDataDir,
}) => {
  test.setTimeout(180_000);
  const page = await openShop(run, { userDataDir, gateway });
  await chargeOne(page, '21.00');
  const faster = await chargeOne(page, '34.00');

  await page.keyboard.press('Control+4');
  await expect(page.getByTestId('open-order')).toHaveCount(2);
  await expect(shown(page, '21.00').getByTestId('minute-countdown')).toContainText(/0:\d\d/);

  for (const amount of ['21.00', '34.00']) {
    await shown(page, amount).click();
    await page.keyboard.press('F7');
    const confirm = page.getByRole('dialog');
    await expect(confirm).toContainText(amount);
    await expect(confirm).toContainText(words('payments', 'cancel.body'));
    await page.getByTestId('cancel-confirm').click();
    await expect(recent(page, amount)).toHaveAttribute('data-result', 'scheduled');
    await expect(confirm).toBeHidden();
  }

  // The customer pays before the close goes out.
  await gateway.act(faster, 'pay');
  await expect(recent(page, '34.00')).toHaveAttribute('data-result', 'paidWhileClosing', { timeout: 20_000 });
  await expect(recent(page, '34.00').getByTestId('refund-offer')).toBeVisible();
  expect((await ledgerOf(page)).find(({ requestNumber }) => requestNumber === faster)).toMatchObject({
    state: 'paid',
    alert: 'paidAfterEnd',
  });

  await expect(recent(page, '21.00')).toHaveAttribute('data-result', 'closed', { timeout: 90_000 });
  expect((await gateway.orders()).map(({ stage }) => stage).toSorted()).toEqual(['closed', 'paid']);
  await expect(page.getByTestId('open-order')).toHaveCount(0);

  // The close query says the same, and the history keeps both.
  await page.getByText(words('closing', 'tabs.query'), { exact: true }).click();
  const [, closed] = await ledgerOf(page);
  await page.getByTestId('close-query-input').fill(closed!.requestNumber.slice(-8));
  await page.getByTestId('close-query').click();
  await expect(page.getByTestId('close-standing')).toHaveAttribute('data-close', 'closed');
  await page.getByText(words('closing', 'tabs.history'), { exact: true }).click();
  await expect(page.getByTestId('close-record')).toHaveCount(2);
});

test('at the end of the day: a dry run says what would be closed and why not; then each order has its result', async ({
  launch,
  userDataDir,
}) => {
  const first = await launch();
  await openShop(first, { userDataDir, gateway });
  await first.close();
  await withLedger(userDataDir, async (ledger, profile) => {
    await writeOldOrders(ledger, profile, gateway, [1_100, 2_200, 3_300], 20);
    await writeScanOrder(ledger, profile, { method: 'unionpay', amount: fen(4_400), minutes: 20 });
  });

  const { page } = await launch();
  await expect(page.getByTestId('amount-input')).toBeFocused();
  await chargeOne(page, '55.00');
  await page.keyboard.press('Control+4');
  await expect(page.getByTestId('open-order')).toHaveCount(5);
  await expect(shown(page, '44.00').getByTestId('verdict-cannotClose')).toBeVisible();
  await expect(page.getByText(words('closing', 'orders.noClose'))).toBeVisible();
  await expect(shown(page, '44.00').getByTestId('close-order')).toHaveCount(0);

  await page.getByTestId('close-many').click();
  await expect(page.getByTestId('dry-run-will')).toContainText(
    words('closing', 'many.will_other', { count: 3, amount: '66.00' }),
  );
  const left = page.getByTestId('dry-run-left');
  await expect(left).toHaveCount(2);
  await expect(left.filter({ hasText: '55.00' })).toContainText(words('closing', 'many.youngerThan', { n: 15 }));
  expect((await gateway.calls()).filter(({ path }) => path.endsWith('/close'))).toEqual([]);

  // One of them is paid at the last moment.
  const [paid] = (await ledgerOf(page)).filter(({ amount }) => amount === 2_200);
  await gateway.act(paid!.requestNumber, 'pay');
  await page.getByTestId('close-many-start').click();
  const rows = page.getByTestId('close-result-row');
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: '11.00' })).toHaveAttribute('data-result', 'closed', { timeout: 30_000 });
  await expect(rows.filter({ hasText: '33.00' })).toHaveAttribute('data-result', 'closed');
  await expect(rows.filter({ hasText: '22.00' })).toHaveAttribute('data-result', 'paidWhileClosing');
  await page.getByRole('button', { name: words('closing', 'many.close') }).click();
  await expect(page.getByTestId('open-order')).toHaveCount(2);
});

test('is this payment real? paid, shown before, not paid, another shop’s, not found yet', async ({
  launch,
  userDataDir,
}) => {
  const first = await launch();
  await openShop(first, { userDataDir, gateway });
  await first.close();
  const elsewhere = '4200001234567890123456789012';
  await withLedger(userDataDir, (ledger) => writeOtherShop(ledger, '二号店', elsewhere));

  const { page } = await launch();
  await expect(page.getByTestId('amount-input')).toBeFocused();
  const number = await chargeOne(page, '36.00');
  await gateway.act(number, 'pay');
  await expect(page.getByTestId('paid-amount')).toBeVisible();
  const unpaid = await chargeOne(page, '8.00');
  const orders = (await gateway.orders()) as unknown as { req_seq_id: string; party_order_id: string }[];
  const bill = orders.find((order) => order.req_seq_id === number)!.party_order_id;

  await page.keyboard.press('Control+k');
  await page.keyboard.type(words('closing', 'real.title'));
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('real-input')).toBeFocused();

  await check(page, bill, 'paid');
  await expect(page.getByTestId('real-amount')).toContainText('36.00');
  await check(page, unpaid, 'notPaid');
  await check(page, elsewhere, 'otherStore');
  await expect(page.getByTestId('real-answer')).toContainText('二号店');
  await check(page, '4200009999999999999999999999', 'notFoundYet');
  await expect(page.getByTestId('real-answer')).toContainText(words('closing', 'real.notFoundAsked'));
  await expect(page.getByTestId('real-again')).toBeVisible();

  // The same bill once more, later: somebody else's phone, or a screenshot.
  await page.waitForTimeout(10_500);
  await check(page, bill.slice(-8), 'shownBefore');
  await expect(page.getByTestId('real-shown')).toContainText('01');
});

test('what a state or a code means is explained beside it and in the list, without a network', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openShop(run, { userDataDir, gateway });
  await chargeOne(page, '5.00');
  await gateway.kill();
  await page.keyboard.press('Control+2');
  await page.getByTestId('transaction-row').first().click();
  await page.getByTestId('detail-panel').getByTestId('explain').first().click();
  const entry = page.getByTestId('explain-entry');
  await expect(entry).toContainText(words('payments', 'explain.waiting.means'));
  await expect(entry).toContainText(words('payments', 'explain.waiting.never'));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await page.keyboard.press('F1');
  await page.getByTestId('help-explain').click();
  await page.getByTestId('explain-search').fill('23000004');
  await page.getByTestId('explain-row').first().click();
  await expect(entry).toContainText('23000004');
  await expect(entry).toContainText(words('explain', 'code.refused.never'));
});

test('the gateway is away: the banner says what waits; back again, the day is caught up without a gap', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openShop(run, { userDataDir, gateway });
  const number = await chargeOne(page, '18.80');
  await gateway.act(number, 'pay');
  const port = Number(new URL(gateway.gateway_url).port);
  await gateway.kill();
  await expect(page.getByTestId('down-waiting')).toContainText('18.80', { timeout: 20_000 });

  gateway = await startPracticeProcess({ dataDir: gatewayDir, port });
  await page.keyboard.press('Control+4');
  await page.getByText(words('closing', 'tabs.catchUp'), { exact: true }).click();
  const report = page.getByTestId('catch-up-report');
  await expect(report.first()).toContainText(words('closing', 'catchUp.automatic'), { timeout: 30_000 });
  await expect(report.first()).toContainText(words('closing', 'catchUp.gaps0'));
  expect((await ledgerOf(page))[0]).toMatchObject({ state: 'paid' });
  await page.getByTestId('catch-up').click();
  await expect(report).toHaveCount(2);
  await expect(report.first()).toContainText(words('closing', 'catchUp.gaps0'));
});

test('a PC on another day than the gateway charges nobody', async ({ console: run, userDataDir }) => {
  const page = await openShop(run, { userDataDir, gateway });
  await gateway.fault('dateShift', { on: '*', times: null, seconds: 86_400 });
  await charge(page, '9.00');
  await expect(page.getByTestId('refused')).toContainText(words('errors', 'clockWrong.title'));
  expect(await gateway.orders()).toEqual([]);
  await gateway.clearFaults();
  await charge(page, '9.00');
  await expect(page.getByTestId('qr')).toBeVisible();
});
