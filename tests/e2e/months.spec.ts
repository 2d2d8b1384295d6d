import { sampleEvent, samplePayment } from '../../main/ledger/testing/samples.ts';
import { addMonths, monthOf } from '../../shared/domain/difference.ts';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { businessDateOf, instant, startOfBusinessDate, type BusinessDate } from '../../shared/domain/time.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { spoiltStatement, trueStatement } from '../spoiltStatement.ts';
import { words } from '../words.ts';
import { bring, compare, differences, panel, tab } from './bookkeeping.ts';
import { compareByHandOnly, expect, openShop, test } from './fixtures.ts';
import { withLedger } from './seededOrders.ts';

let gateway: PracticeProcess;
test.beforeEach(async () => {
  gateway = await startPracticeProcess();
});
test.afterEach(() => gateway.kill());

const month = addMonths(monthOf(businessDateOf(instant(Date.now()))), -1);
const day = `${month}15` as BusinessDate;
const dashed = (text: string) => text.replace(/^(....)(..)(..)?$/, (_, y, m, d) => [y, m, d].filter(Boolean).join('-'));

/** Payments of the middle of last month, as that month has left them. */
async function writeLastMonth(userDataDir: string): Promise<Payment[]> {
  const written: Payment[] = [];
  await withLedger(userDataDir, async (ledger, profile) => {
    for (const [n, amount] of [20_000, 1_250, 8_800].entries()) {
      const at = instant(startOfBusinessDate(day) + (12 + n) * 3_600_000);
      const requestNumber = `P${day}120000LM0000000${n}`;
      const { id } = await insert(
        samplePayment(profile.id, { huifuId: profile.huifuId, requestNumber, amount: fen(amount), createdAt: at }),
      );
      const facts = {
        fee: fen(Math.round(amount * 0.0038)),
        huifuNumber: `H${requestNumber}`,
        walletNumber: `W${requestNumber}`,
        partyOrderNumber: `M${requestNumber}`,
        endedAt: at,
      };
      await ledger.movePayment(id, 'created', 'paid', facts, null);
      written.push((await ledger.payment(id))!);

      async function insert(payment: Payment): Promise<Payment> {
        await ledger.insertPayment(payment, sampleEvent({ at }));
        return payment;
      }
    }
  });
  return written;
}

test('a month is locked with its control totals; what comes late goes to the next month and leads back', async ({
  launch,
  userDataDir,
}) => {
  test.setTimeout(150_000);
  const first = await launch();
  await openShop(first, { userDataDir, gateway });
  await compareByHandOnly(first.page);
  await first.close();
  const payments = await writeLastMonth(userDataDir);

  const run = await launch();
  const { page } = run;
  await expect(page.getByTestId('amount-input')).toBeFocused();
  await page.keyboard.press('F8');
  await tab(page, 'month').click();
  const state = page.getByTestId('month-state');
  const totals = page.locator('.hc-month-totals');
  await expect(page.getByTestId('month')).toContainText(
    words('reconciliation', 'month.problem.dayNotCompared', { days: dashed(day) }),
  );
  await expect(page.getByTestId('lock-month')).toBeDisabled();

  // The day is compared, and the month can be locked.
  await page.getByRole('button', { name: dashed(day), exact: true }).click();
  await bring(run, userDataDir, { 'trades.csv': trueStatement(payments) });
  await compare(page, 'clear');
  await tab(page, 'month').click();
  await expect(totals).toContainText('300.50');
  await page.getByTestId('lock-month').click();
  await expect(page.getByTestId('ask-confirm')).toContainText('300.50');
  await page.keyboard.press('Escape');
  await expect(state).toHaveAttribute('data-locked', 'false');
  await page.getByTestId('lock-month').click();
  await page.getByTestId('ask-confirm').click();
  await expect(state).toHaveAttribute('data-locked', 'true');
  const signed = await totals.innerText();

  // Nobody unlocks it by a click: the net has to be typed, and right.
  await page.getByTestId('unlock-month').click();
  await page.getByTestId('unlock-reason').fill('更正');
  await page.getByTestId('unlock-typed').fill('300.05');
  await expect(page.getByTestId('unlock-confirm')).toBeDisabled();
  await page.keyboard.press('Escape');

  // A newer statement of the locked month finds three differences.
  await tab(page, 'day').click();
  await expect(page.getByText(words('reconciliation', 'day.lockedHint'))).toBeVisible();
  await bring(run, userDataDir, { 'newer.csv': spoiltStatement(payments) });
  await compare(page, 'open');
  await expect(differences(page)).toHaveCount(3);
  await tab(page, 'month').click();
  expect(await totals.innerText()).toBe(signed);
  await expect(page.getByTestId('month-late')).toContainText(words('reconciliation', 'month.late_other', { count: 3 }));

  // They stand in the next month, which says where they belong and leads to them.
  await page.getByRole('button', { name: words('reconciliation', 'calendar.next') }).click();
  const posted = page.getByTestId('month-posted');
  await expect(posted).toContainText(words('reconciliation', 'month.posted_other', { count: 3 }));
  await posted
    .getByRole('button')
    .filter({ hasText: words('reconciliation', 'outcome.AMT') })
    .click();
  const next = dashed(addMonths(month, 1));
  await expect(panel(page)).toContainText(
    words('reconciliation', 'panel.late', { belongs: dashed(month), month: next }),
  );
  await expect(panel(page).getByTestId('history')).toContainText(
    words('reconciliation', 'note.posted', { text: dashed(month) }),
  );

  // The month is unlocked with its net, and its lock stays in the record.
  await tab(page, 'month').click();
  await page.getByTestId('unlock-month').click();
  await page.getByTestId('unlock-reason').fill('补记迟到的账单');
  await page.getByTestId('unlock-typed').fill('300.50');
  await page.getByTestId('unlock-confirm').click();
  await expect(state).toHaveAttribute('data-locked', 'false');
  await expect(page.getByTestId('month')).toContainText('补记迟到的账单');
});
