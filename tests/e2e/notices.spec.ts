import { createServer } from 'node:http';
import { once } from 'node:events';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { counterOf, openCounterSettings, somePort, turnListenerOn } from './counterShop.ts';
import { charge, expect, ledgerOf, openShop, startPractice, test } from './fixtures.ts';

let gateway: PracticeProcess;
test.beforeAll(async () => {
  gateway = await startPracticeProcess();
});
test.beforeEach(() => gateway.reset());
test.afterAll(() => gateway.kill());

/** Whatever is asked, the gateway has no answer: what the console knows then, it was told. */
const muteQueries = () => gateway.fault('status', { on: 'hostingQuery', when: 'before', status: 500, times: null });

test('with the listener on, the counter is told of a payment within a second, without asking', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openShop(run, { userDataDir, gateway });
  await turnListenerOn(page);
  await page.keyboard.press('Control+1');
  await muteQueries();
  await charge(page, '36.50');
  await expect(page.getByTestId('qr')).toBeVisible();
  const [payment] = await ledgerOf(page);

  const paidAt = performance.now();
  await gateway.act(payment!.requestNumber, 'open');
  await gateway.act(payment!.requestNumber, 'pay');
  await expect(page.getByTestId('paid-amount')).toContainText('36.50', { timeout: 1_000 });
  expect(performance.now() - paidAt).toBeLessThan(1_000);

  // The second notice brings the booking; both stand in the timeline.
  await expect.poll(async () => (await ledgerOf(page))[0]!.booking).toBe('booked');
  await page.keyboard.press('Control+2');
  await page.getByTestId('transaction-row').first().getByText('36.50').first().click();
  const panel = page.getByTestId('detail-panel');
  await expect(panel).toContainText(words('payments', 'timeline.event.notice'));
  await expect(panel).toContainText(words('payments', 'timeline.detail.booking'));
});

test('practice mode listens by itself', async ({ console: run }) => {
  const { page } = run;
  await startPractice(page);
  const view = await counterOf(page);
  expect(view).toMatchObject({ automatic: true, status: { running: true, problem: null } });
  expect(view.status.port).toBeGreaterThanOrEqual(8_000);
  expect(view.status.port).toBeLessThanOrEqual(9_005);
  await openCounterSettings(page);
  await expect(page.getByTestId('listener-status')).toHaveAttribute('data-state', 'good');
  await expect(page.getByTestId('listener-on')).toHaveCount(0);
});

test('notices that come twice, late or not at all leave the same record', async ({ console: run, userDataDir }) => {
  const page = await openShop(run, { userDataDir, gateway });
  await turnListenerOn(page);
  await page.keyboard.press('Control+1');
  for (const fault of ['duplicateNotices', 'reorderedNotices', 'lostNotices'] as const) {
    await gateway.fault(fault);
    await charge(page, '5');
    await expect(page.getByTestId('qr')).toBeVisible();
    const number = (await ledgerOf(page))[0]!.requestNumber;
    await gateway.act(number, 'open');
    await gateway.act(number, 'pay');
    await expect(page.getByTestId('paid-amount')).toBeVisible();
    await gateway.clearFaults();
  }
  await expect
    .poll(async () => (await ledgerOf(page)).map(({ state, alert }) => [state, alert]), { timeout: 15_000 })
    .toEqual([1, 2, 3].map(() => ['paid', null]));
});

test('a notice that found nobody comes again, to the console that was started anew', async ({
  launch,
  userDataDir,
}) => {
  const first = await launch();
  const page = await openShop(first, { userDataDir, gateway });
  await turnListenerOn(page);
  await page.keyboard.press('Control+1');
  await muteQueries();
  await charge(page, '18');
  await expect(page.getByTestId('qr')).toBeVisible();
  const number = (await ledgerOf(page))[0]!.requestNumber;
  first.app.kill();
  await first.app.exited;
  // The gateway's first delivery finds nobody; the console is back before it gives up.
  const starting = launch();
  await gateway.act(number, 'open');
  await gateway.act(number, 'pay');
  const second = await starting;
  await expect.poll(async () => (await ledgerOf(second.page))[0]!.state, { timeout: 15_000 }).toBe('paid');
});

test('the owner sees what is wrong: a port in use, an address that cannot be', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openShop(run, { userDataDir, gateway });
  const port = somePort();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  await openCounterSettings(page);
  await page.getByTestId('public-url').fill('https://pay.example.com/?shop=1');
  await expect(page.getByText(words('counter', 'urlProblems.withQuery'))).toBeVisible();
  await page.getByTestId('public-url').fill('https://pay.example.com:3000');
  await expect(page.getByText(words('counter', 'urlProblems.port'))).toBeVisible();
  await expect(page.getByTestId('save-listener')).toBeDisabled();
  await page.getByTestId('public-url').fill('https://pay.example.com');
  await page.getByTestId('listener-port').fill(String(port));
  await page.getByTestId('listener-on').click();
  await expect(page.getByTestId('listener-status')).toHaveAttribute('data-state', 'bad');
  await expect(page.getByTestId('listener-status')).toContainText(words('counter', 'status.portTaken'));
  expect((await counterOf(page)).notifyUrl).toBeNull();

  other.close();
  await page.getByTestId('save-listener').click();
  await expect(page.getByTestId('listener-status')).toHaveAttribute('data-state', 'good');
  expect((await counterOf(page)).notifyUrl).toMatch(/^https:\/\/pay\.example\.com\/huifu\/notify\//);
});
