import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConsoleRun } from '../launchConsole.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { expect, openShop as openShopAt, test } from './fixtures.ts';
import { fillRefund, openRefund, outcome, paidOrder, refundNow, sentRefunds } from './refundSteps.ts';

/** A gateway of its own for each test; its record says how much really went back. */
let gateway: PracticeProcess;
let dir = '';
test.beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hc-refunds-'));
  gateway = await startPracticeProcess({ dataDir: dir });
});
test.afterEach(async () => {
  await gateway.kill();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

const openShop = (run: ConsoleRun) => openShopAt(run, { userDataDir: join(dir, 'shop'), gateway });

test('the whole order goes back: dry run first, then submitted, then refunded', async ({ console: run }) => {
  const page = await openShop(run);
  const payment = await paidOrder(page, gateway, '21.00');
  await openRefund(page, payment);
  // Nothing is sent by opening it, nor by Enter on what stands first.
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('dry-before')).toContainText('21.00');
  await expect(page.getByTestId('dry-after')).toContainText('0.00');
  await expect(page.getByTestId('dry-fee')).toContainText('0.08');
  await expect(page.getByTestId('dry-level')).toHaveAttribute('data-level', '2');
  expect(await sentRefunds(gateway)).toHaveLength(0);

  await fillRefund(page, payment, null);
  await page.getByTestId('refund-confirm').click();
  await expect(outcome(page)).toHaveAttribute('data-state', 'refunding');
  await expect(outcome(page)).toContainText(words('refunds', 'doNot'));
  await expect(outcome(page)).toHaveAttribute('data-state', 'refunded', { timeout: 20_000 });
  await page.getByTestId('refund-close').click();
  await expect(page.getByTestId('refundable')).toContainText('0.00');
  await expect(page.getByTestId('payment-refund')).toHaveAttribute('data-state', 'refunded');

  await page.keyboard.press('Control+3');
  await expect(page.getByTestId('refund-row')).toHaveCount(1);
  await expect(page.getByTestId('refund-row')).toContainText(words('app', 'state.refunded'));
});

test('in parts, then the rest: the balance follows, and the fee comes back to the fen', async ({ console: run }) => {
  const page = await openShop(run);
  const payment = await paidOrder(page, gateway, '30.00');
  for (const [amount, left] of [
    ['10.00', '20.00'],
    ['5.55', '14.45'],
    ['14.45', '0.00'],
  ] as const) {
    await openRefund(page, payment);
    await page.getByTestId('refund-amount').fill('99');
    await expect(page.getByTestId('refund-confirm')).toBeDisabled();
    await page.getByTestId('refund-amount').fill('0');
    await expect(page.getByText(words('collect', 'amount.problem.zero'))).toBeVisible();
    await page.getByTestId('refund-amount').fill('1.005');
    await expect(page.getByText(words('collect', 'amount.problem.decimals'))).toBeVisible();
    await fillRefund(page, payment, amount);
    await expect(page.getByTestId('refund-confirm')).toBeEnabled();
    await expect(page.getByTestId('dry-after')).toContainText(left);
    await refundNow(page);
    await expect(page.getByTestId('refundable')).toContainText(left);
  }
  const fees = await page.evaluate(async (paymentId) => {
    const answer = await window.huifuConsole['refunds.ofPayment']({ paymentId });
    return answer.ok ? answer.data.balance.returnedFee : null;
  }, payment.id);
  expect(fees).toBe(11); // 0.38 % of 30.00
  expect(await sentRefunds(gateway)).toHaveLength(3);
});

test('the answer is lost: unknown, no second refund, asked for by its number until it is known', async ({
  console: run,
}) => {
  const page = await openShop(run);
  const payment = await paidOrder(page, gateway, '18.00');
  await openRefund(page, payment);
  await fillRefund(page, payment, '18');
  await gateway.fault('cut', { on: 'hostingRefund', when: 'after' });
  await gateway.fault('notFound', { on: 'hostingRefundQuery', times: 1 });
  await page.getByTestId('refund-confirm').click();
  await expect(outcome(page)).toHaveAttribute('data-state', 'unknown', { timeout: 20_000 });
  await expect(outcome(page).locator('.hc-refund-never')).toContainText(words('refunds', 'doNot'));
  await page.getByTestId('refund-close').click();

  // A second look shows the first refund; there is no form to send another one with.
  await page.keyboard.press('F4');
  await expect(outcome(page)).toBeVisible();
  await expect(page.getByTestId('refund-confirm')).toHaveCount(0);
  await expect(outcome(page)).toHaveAttribute('data-state', 'refunded', { timeout: 30_000 });
  expect(await sentRefunds(gateway)).toHaveLength(1);
});

test('double click and Enter held down make one refund', async ({ console: run }) => {
  const page = await openShop(run);
  const payment = await paidOrder(page, gateway, '9.00');
  await openRefund(page, payment);
  await fillRefund(page, payment, '3');
  await expect(page.getByTestId('refund-confirm')).toBeEnabled();
  await page.getByTestId('refund-tail').focus();
  await page.keyboard.down('Enter');
  for (let i = 0; i < 6; i += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  // Enter in a field only leads on to the button.
  await expect(page.getByTestId('refund-confirm')).toBeFocused();
  expect(await sentRefunds(gateway)).toHaveLength(0);
  await page.getByTestId('refund-confirm').dblclick();
  await expect(outcome(page)).toHaveAttribute('data-state', 'refunded', { timeout: 20_000 });
  expect(await sentRefunds(gateway)).toHaveLength(1);
  await page.getByTestId('refund-close').click();

  // Held on the button itself: the first press counts, however long it lasts.
  await openRefund(page, payment);
  await fillRefund(page, payment, '2');
  await expect(page.getByTestId('refund-confirm')).toBeEnabled();
  await page.getByTestId('refund-confirm').focus();
  for (let i = 0; i < 6; i += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await expect(outcome(page)).toBeVisible({ timeout: 20_000 });
  expect(await sentRefunds(gateway)).toHaveLength(2);
});

test('a reload in between keeps what was typed, and the number', async ({ console: run }) => {
  const page = await openShop(run);
  const payment = await paidOrder(page, gateway, '12.00');
  await openRefund(page, payment);
  await page.getByTestId('refund-amount').fill('4.50');
  await expect(page.getByTestId('dry-after')).toContainText('7.50');
  const number = () =>
    page.evaluate(async (paymentId) => {
      const answer = await window.huifuConsole['refunds.prepare']({ paymentId });
      return answer.ok ? answer.data.number : null;
    }, payment.id);
  const before = await number();
  await page.reload();
  await expect(page.getByTestId('amount-input')).toBeFocused();
  await openRefund(page, payment);
  await expect(page.getByTestId('refund-amount')).toHaveValue('4.50');
  expect(await number()).toBe(before);
  await fillRefund(page, payment, null);
  await page.getByTestId('refund-confirm').click();
  await expect(outcome(page)).toHaveAttribute('data-state', 'refunded', { timeout: 20_000 });
  expect(await sentRefunds(gateway)).toHaveLength(1);
});

test('a batch from a spreadsheet: report, typed total, one after the other', async ({ console: run }) => {
  const page = await openShop(run);
  const first = await paidOrder(page, gateway, '11.00');
  const second = await paidOrder(page, gateway, '22.00');
  const file = join(dir, '退款.csv');
  const lines = [
    '单号,退款金额,原因',
    `${first.requestNumber},11.00,缺货`,
    `\`${second.requestNumber},2.5,`,
    `${second.requestNumber},1.00,再来一次`,
    'P20200101000000T1NOBODY00,1.00,',
    `${first.requestNumber},0,`,
  ];
  writeFileSync(file, `\uFEFF${lines.join('\r\n')}\r\n`);
  await run.app.stubOpenDialog(file);
  await page.keyboard.press('Control+3');
  await page.getByTestId('batch-open').click();
  await page.getByTestId('batch-pick').click();
  const summary = page.getByTestId('batch-summary');
  await expect(summary).toHaveAttribute('data-ready', '2');
  await expect(page.getByTestId('batch-line')).toHaveCount(5);
  expect(
    await page.getByTestId('batch-line').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-problem'))),
  ).toEqual(['', '', 'twice', 'unknownOrder', 'zero']);
  expect(await sentRefunds(gateway)).toHaveLength(0);

  await page.getByTestId('batch-total').fill('13.49');
  await expect(page.getByTestId('batch-start')).toBeDisabled();
  await page.getByTestId('batch-total').fill('13.50');
  await page.getByTestId('batch-start').dblclick();
  await expect(summary).toHaveAttribute('data-state', 'ended', { timeout: 30_000 });
  await expect(page.getByTestId('batch-line').nth(0)).toContainText(words('app', 'state.refunded'), {
    timeout: 20_000,
  });
  await expect(page.getByTestId('batch-line').nth(1)).toContainText(words('app', 'state.refunded'), {
    timeout: 20_000,
  });
  expect(await sentRefunds(gateway)).toHaveLength(2);
});
