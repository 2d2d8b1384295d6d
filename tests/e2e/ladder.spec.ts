import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Payment } from '../../shared/domain/payment.ts';
import { audit } from '../../shared/i18n/en/audit.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { scan } from '../scanner.ts';
import { words } from '../words.ts';
import { expect, ledgerOf, openShop, test } from './fixtures.ts';
import { addOwner, addPerson, approve, openPeople, OWNER, removePerson, switchTo } from './people.ts';
import { fillRefund, openRefund, outcome, paidOrder, refundNow, sentRefunds, showPayment } from './refundSteps.ts';

/** The confirmation ladder: what each may do alone, who must agree, what a cashier sees of a colleague's order. */
let gateway: PracticeProcess;
test.beforeAll(async () => void (gateway = await startPracticeProcess()));
test.afterAll(() => gateway.kill());

const MANAGER = { name: '陈店长', pin: '314159' };
const CASHIER = { name: '小李', pin: '2718' };
const READER = { name: '老周', pin: '161803' };

const step = (page: Page) => page.getByTestId('approval-step');
const level = (page: Page) => page.getByTestId('dry-level');
const found = (page: Page) => page.getByTestId('found-order');

/** The payment's newest refund in the refunds view, with its details open. */
async function showRefund(page: Page, payment: Payment): Promise<void> {
  await page.keyboard.press('Control+3');
  await page
    .getByTestId('refund-row')
    .filter({ hasText: payment.requestNumber.slice(-6) })
    .first()
    .click();
  await expect(page.getByTestId('refund-panel')).toContainText(payment.requestNumber);
}

/** Locks last month, as far as the questions of its unlocking. */
async function lockAndUnlock(page: Page): Promise<void> {
  await page.keyboard.press('Control+5');
  await page.getByText(words('reconciliation', 'tab.month'), { exact: true }).click();
  await page.getByTestId('lock-month').click();
  await page.getByTestId('ask-confirm').click();
  await expect(page.getByTestId('month-state')).toHaveAttribute('data-locked', 'true');
  await page.getByTestId('unlock-month').click();
  await page.getByTestId('unlock-reason').fill('补一笔');
  await page.getByTestId('unlock-typed').fill('1.00');
  await expect(page.getByTestId('unlock-confirm')).toBeDisabled();
  await page.getByTestId('unlock-typed').fill('0.00');
  await page.getByTestId('unlock-confirm').click();
}

test('each rung of the ladder, each role: alone, with a second person, a batch and a month with two, nothing for a reader', async ({
  console: run,
  userDataDir,
}) => {
  test.setTimeout(240_000);
  const page = await openShop(run, { userDataDir, gateway });
  await addOwner(page);
  await test.step('where nobody else could agree, a month is unlocked alone', async () => {
    await lockAndUnlock(page);
    await expect(page.getByTestId('month-state')).toHaveAttribute('data-locked', 'false');
    await expect(page.getByTestId('unlock-confirm')).toBeHidden();
  });
  await openPeople(page);
  await addPerson(page, MANAGER, 'manager');
  await addPerson(page, CASHIER, 'cashier');
  await addPerson(page, READER, 'readOnly');
  const [first, second] = [await paidOrder(page, gateway, '30.00'), await paidOrder(page, gateway, '8.00')];
  const walletNumber = first.walletNumber!;
  let large!: Payment;

  await test.step('a cashier alone within the limit, and with a second person above it', async () => {
    await switchTo(page, CASHIER);
    large = await paidOrder(page, gateway, '250.00');
    await openRefund(page, large);
    await fillRefund(page, large, '12.5');
    await expect(page.getByTestId('dry-after')).toContainText('237.50');
    await expect(level(page)).toHaveAttribute('data-level', '2');
    await expect(step(page)).toHaveCount(0);
    await refundNow(page);

    await openRefund(page, large);
    await fillRefund(page, large, '230');
    await expect(level(page)).toHaveAttribute('data-level', '3');
    await expect(page.getByTestId('refund-confirm')).toBeDisabled();
    for (const fact of ['230.00', CASHIER.name, large.requestNumber, words('refunds', 'reasons.overLimit')]) {
      await expect(step(page)).toContainText(fact);
    }
    await approve(page, MANAGER);
    // The agreement was to that amount; another one needs another.
    await page.getByTestId('refund-amount').fill('237.50');
    await expect(step(page)).toContainText('237.50');
    await expect(page.getByTestId('refund-confirm')).toBeDisabled();
    await approve(page, MANAGER);
    await refundNow(page);
    expect(await sentRefunds(gateway)).toHaveLength(2);
  });

  await test.step('two people at one order: the second one meets the refund of the first', async () => {
    await switchTo(page, OWNER);
    await openRefund(page, second);
    await fillRefund(page, second, '3');
    // The customer has had money back today.
    await approve(page, MANAGER);
    await gateway.fault('cut', { on: 'hostingRefund', when: 'after' });
    await gateway.fault('notFound', { on: 'hostingRefundQuery', times: 1 });
    await page.getByTestId('refund-confirm').click();
    await expect(outcome(page)).toHaveAttribute('data-state', 'unknown', { timeout: 20_000 });
    await switchTo(page, MANAGER);
    await showPayment(page, second);
    await page.keyboard.press('F4');
    await expect(outcome(page)).toBeVisible();
    await expect(page.getByTestId('refund-confirm')).toHaveCount(0);
    await expect(outcome(page)).toHaveAttribute('data-state', 'refunded', { timeout: 30_000 });
    await page.getByTestId('refund-close').click();
    expect(await sentRefunds(gateway)).toHaveLength(3);
  });

  await test.step('a colleague’s order, found by its whole number, goes back with a second person only', async () => {
    await switchTo(page, CASHIER);
    expect((await ledgerOf(page)).map(({ id }) => id)).toEqual([large.id]);
    await page.keyboard.press('Control+3');
    await page.keyboard.press('F3');
    await page.getByTestId('find-number').fill(walletNumber.slice(0, -1));
    await expect(page.getByText(words('refunds', 'find.none'))).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('find-number')).toBeHidden();
    // Scanned from the customer's bill, wherever the focus is.
    await scan(page, walletNumber);
    await expect(found(page)).toContainText('30.00');
    await expect(page.getByTestId('found-refundable')).toContainText('30.00');
    await expect(found(page)).toContainText(words('refunds', 'find.colleagues'));
    await expect(found(page)).not.toContainText(OWNER.name);
    await page.getByTestId('find-number').press('Enter');
    await page.keyboard.press('Enter');
    await expect(level(page)).toHaveAttribute('data-level', '3');
    await expect(step(page)).toContainText(words('refunds', 'reasons.otherOperator'));
    await fillRefund(page, first, '6');
    await expect(page.getByTestId('dry-after')).toContainText('24.00');
    await approve(page, OWNER);
    await refundNow(page);
    // That refund is theirs to see; the order and the colleague's other work are not.
    await expect(page.getByTestId('refund-row')).toHaveCount(3);
    expect((await ledgerOf(page)).map(({ id }) => id)).toEqual([large.id]);
  });

  await test.step('a manager’s batch takes the typed total and a second person', async () => {
    await switchTo(page, MANAGER);
    const file = `${userDataDir}-batch.csv`;
    writeFileSync(file, `单号,退款金额,原因\n${first.requestNumber},4.00,\n${second.requestNumber},1.00,\n`);
    await run.app.stubOpenDialog(file);
    await page.keyboard.press('Control+3');
    await page.getByTestId('batch-open').click();
    await page.getByTestId('batch-pick').click();
    await page.getByTestId('batch-total').fill('5.00');
    await expect(page.getByTestId('batch-start')).toBeDisabled();
    await approve(page, OWNER);
    await page.getByTestId('batch-start').click();
    await expect(page.getByTestId('batch-summary')).toHaveAttribute('data-state', 'ended', { timeout: 30_000 });
    expect(await sentRefunds(gateway)).toHaveLength(6);
    await page.keyboard.press('Escape');
  });

  await test.step('a locked month opens with its net typed and a second person', async () => {
    await lockAndUnlock(page);
    await expect(page.getByTestId('month-state')).toHaveAttribute('data-locked', 'true');
    await approve(page, OWNER);
    await expect(page.getByTestId('month-state')).toHaveAttribute('data-locked', 'false');
  });

  await test.step('a reader reads, and is offered no refund', async () => {
    await switchTo(page, READER);
    await page.keyboard.press('Control+3');
    await expect(page.getByTestId('refund-row')).toHaveCount(6);
    await expect(page.getByTestId('find-order')).toHaveCount(0);
    await showPayment(page, first);
    await expect(page.getByTestId('refund')).toHaveCount(0);
    await page.keyboard.press('F4');
    await expect(page.getByTestId('refund-confirm')).toHaveCount(0);
    const refused = await page.evaluate((paymentId) => window.huifuConsole['refunds.prepare']({ paymentId }), first.id);
    expect(refused).toMatchObject({ ok: false, error: { code: 'notAllowed' } });
  });

  await test.step('who has left keeps the name; an English window gives the reason in English', async () => {
    await switchTo(page, OWNER);
    await openPeople(page);
    await removePerson(page, CASHIER);
    await expect(page.getByTestId('operator-row').filter({ hasText: CASHIER.name })).toHaveCount(0);
    await page.evaluate(() => window.huifuConsole['app.savePreferences']({ language: 'en' }));
    await showRefund(page, large);
    const panel = page.getByTestId('refund-panel');
    await expect(panel).toContainText(CASHIER.name);
    await expect(panel).toContainText(MANAGER.name);
    await expect(panel).toContainText(words('refunds', 'reason.goodsReturned', {}, 'en'));
    await showPayment(page, large);
    await expect(page.getByTestId('payment-operator')).toHaveText(CASHIER.name);
    await page.keyboard.press('Control+8');
    await page.getByRole('tab', { name: words('settings', 'tabs.audit', {}, 'en') }).click();
    const rows = page.getByTestId('audit-row');
    await expect(rows.filter({ hasText: audit.act['operator.removed'] })).toContainText(CASHIER.name);
  });
});
