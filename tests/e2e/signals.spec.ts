import type { Page } from 'playwright';
import { sampleEvent, samplePayment } from '../../main/ledger/testing/samples.ts';
import type { Ledger } from '../../main/ledger/types.ts';
import { formatYuan } from '../../shared/domain/money.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { businessDateOf, instant } from '../../shared/domain/time.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { expect, ledgerOf, openShop, test } from './fixtures.ts';
import { paidOrder } from './refundSteps.ts';
import { withLedger } from './seededOrders.ts';

/** What the owner is told of the shop's own history. */
let gateway: PracticeProcess;
test.beforeAll(async () => void (gateway = await startPracticeProcess()));
test.afterAll(() => gateway.kill());
test.beforeEach(() => gateway.reset());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const signal = (page: Page, kind: string) => page.locator(`[data-testid="signal"][data-kind="${kind}"]`);

async function openSignals(page: Page): Promise<void> {
  await page.keyboard.press('Control+8');
  await page.getByRole('tab', { name: words('settings', 'tabs.signals') }).click();
}

/** A part of the newest payment goes back, as the refund dialog would have it. */
async function refundNewest(page: Page, amount: number): Promise<void> {
  const [payment] = await ledgerOf(page);
  const asked = await page.evaluate(
    async ({ paymentId, refunded }) => {
      const shown = await window.huifuConsole['refunds.prepare']({ paymentId, amount: refunded });
      if (!shown.ok) return shown;
      const confirmed = { reason: 'goodsReturned', tail: paymentId, approvalId: null };
      const number = shown.data.number;
      return window.huifuConsole['refunds.request']({ paymentId, number, amount: refunded, ...confirmed });
    },
    { paymentId: payment!.id, refunded: amount },
  );
  expect(asked).toMatchObject({ ok: true });
}

/** A payment every four minutes of this hour and the next, yesterday and the day before; the last one 35 minutes ago. */
async function writeUsualDays(ledger: Ledger, profile: Profile): Promise<void> {
  const hour = Math.floor(Date.now() / HOUR) * HOUR;
  const moments = [1, 2].flatMap((day) =>
    Array.from({ length: 30 }, (_, i) => hour - day * 24 * HOUR + i * 4 * MINUTE),
  );
  for (const at of [...moments, Date.now() - 35 * MINUTE].map(instant)) {
    const paid = { huifuId: profile.huifuId, state: 'paid', booking: 'booked', createdAt: at, endedAt: at } as const;
    await ledger.insertPayment(samplePayment(profile.id, paid), sampleEvent({ at, to: 'paid' }));
  }
}

test('three small refunds to one payer are shown with their rows; a row leads to its refund', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openShop(run, { userDataDir, gateway });
  await openSignals(page);
  await expect(page.getByText(words('signals', 'empty'))).toBeVisible();
  for (const amount of [110, 120]) {
    await paidOrder(page, gateway, '20.00');
    await refundNewest(page, amount);
  }
  await openSignals(page);
  await expect(page.getByText(words('signals', 'empty'))).toBeVisible();
  await paidOrder(page, gateway, '30.00');
  await refundNewest(page, 130);

  await openSignals(page);
  const card = signal(page, 'samePayer');
  await expect(card).toContainText('¥3.60');
  await expect(page.getByText(words('signals', 'notVerdict'))).toBeVisible();
  const rows = card.getByTestId('signal-refund');
  await expect(rows).toHaveCount(3);
  for (const [place, amount] of [130, 120, 110].entries()) {
    await expect(rows.nth(place)).toContainText(formatYuan(amount as Parameters<typeof formatYuan>[0]));
    await expect(rows.nth(place)).toContainText(words('operators', 'soleOwner'));
  }
  const id = await rows.nth(1).getAttribute('data-id');
  await rows
    .nth(1)
    .getByRole('button', { name: words('signals', 'open') })
    .click();
  await expect(page.getByTestId('refund-panel')).toHaveAttribute('data-id', id!);
  await expect(page.getByTestId('refund-panel')).toContainText('1.20');
});

test('silence at the till is said quietly, until somebody has seen it or the next payment comes', async ({
  launch,
  userDataDir,
}) => {
  const now = instant(Date.now());
  test.skip(businessDateOf(now) !== businessDateOf(instant(now - 40 * MINUTE)), 'the day is too young for a silence');
  const first = await launch();
  await openShop(first, { userDataDir, gateway });
  await expect(first.page.getByTestId('silence')).toHaveCount(0);
  await first.close();
  await withLedger(userDataDir, writeUsualDays);

  const { page } = await launch();
  const note = page.getByTestId('silence');
  await expect(note).toContainText(/3[5-9] 分钟没有收款，平时这个时段约 4 分钟一笔/);
  await openSignals(page);
  await expect(signal(page, 'silence')).toBeVisible();
  await page.keyboard.press('Control+1');
  await note.getByRole('button').click();
  await expect(note).toHaveCount(0);
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+1');
  await expect(page.getByTestId('amount-input')).toBeFocused();
  await expect(note).toHaveCount(0);

  await paidOrder(page, gateway, '12.50');
  await openSignals(page);
  await expect(page.getByText(words('signals', 'empty'))).toBeVisible();
});
