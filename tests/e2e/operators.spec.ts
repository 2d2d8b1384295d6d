import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { charge, expect, ledgerOf, openShop, test } from './fixtures.ts';
import {
  addOwner,
  addPerson,
  approve,
  openPeople,
  OWNER,
  removePerson,
  signIn,
  switchTo,
  typeNewPin,
} from './people.ts';

let gateway: PracticeProcess;
test.beforeAll(async () => void (gateway = await startPracticeProcess()));
test.afterAll(() => gateway.kill());
test.beforeEach(() => gateway.reset());

const CASHIER = { name: '小李', pin: '2718' };

const field = (page: Page, id: string) => page.getByTestId(id);

test('an owner and a cashier share a counter: lock, wrong PIN, switch, own rows only', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openShop(run, { userDataDir, gateway });
  await page.keyboard.press('Control+L');
  await expect(page.getByText(words('operators', 'lock.nobody'))).toBeVisible();
  await charge(page, '99.00');
  await expect(page.getByTestId('qr')).toBeVisible();
  await addOwner(page);
  await addPerson(page, CASHIER, 'cashier');

  // Locked: names only, nothing of the shop in the page; a wrong PIN says so, and the third makes it wait.
  await page.keyboard.press('Control+L');
  await expect(field(page, 'lock-page')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  expect(await page.locator('body').innerText()).not.toContain('街角咖啡');
  await page.getByRole('button', { name: CASHIER.name }).click();
  for (const wrong of ['1111', '2222', '3333']) {
    await page.keyboard.type(wrong);
    await page.keyboard.press('Enter');
    await expect(page.getByText(words('errors', 'pinWrong.title'))).toBeVisible();
    await expect(field(page, 'pin-input')).toHaveValue('');
  }
  await page.keyboard.type(CASHIER.pin);
  await page.keyboard.press('Enter');
  await expect(page.getByText(words('errors', 'pinBlocked.title'))).toBeVisible();
  await expect(field(page, 'sign-in')).toBeDisabled();

  // Somebody else gets in meanwhile, by the keypad, and finds their own payment where they left it.
  await field(page, 'somebody-else').click();
  await page.getByRole('button', { name: OWNER.name }).click();
  for (const digit of OWNER.pin) await page.getByRole('button', { name: digit, exact: true }).click();
  await field(page, 'sign-in').click();
  await expect(field(page, 'operator-here')).toHaveText(OWNER.name);
  await page.keyboard.press('Control+1');
  await expect(page.getByTestId('qr')).toBeVisible();

  // A new PIN forgets the wrong ones.
  await openPeople(page);
  await page.getByRole('button', { name: `${words('operators', 'list.change')} ${CASHIER.name}` }).click();
  await typeNewPin(page, '4815');
  await field(page, 'own-pin').fill(OWNER.pin);
  await field(page, 'save-operator').click();
  await expect(page.getByTestId('save-operator')).toBeHidden();
  const cashier = { ...CASHIER, pin: '4815' };
  await switchTo(page, cashier);

  // The cashier begins afresh at the counter and sees their own payment only.
  await expect(page.getByTestId('amount-input')).toBeFocused();
  await expect(page.getByTestId('qr')).toHaveCount(0);
  await charge(page, '12.50');
  await expect(page.getByTestId('qr')).toBeVisible();
  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('transaction-row')).toHaveCount(1);
  expect(await ledgerOf(page)).toMatchObject([{ amount: 1250 }]);

  // No reconciliation and no settlement: not in the navigation, and no key leads there.
  const views = page.getByRole('navigation').getByRole('listitem');
  await expect(views.filter({ hasText: words('app', 'nav.shifts') })).toHaveCount(1);
  for (const name of ['nav.reconciliation', 'nav.settlement'] as const) {
    await expect(views.filter({ hasText: words('app', name) })).toHaveCount(0);
  }
  for (const key of ['F8', 'Control+5', 'Control+6']) await page.keyboard.press(key);
  await expect(page.getByTestId('transaction-row')).toHaveCount(1);

  // Settings: language and their own PIN, no merchants, no people, no till.
  await page.keyboard.press('Control+8');
  await expect(page.getByRole('tab')).toHaveText([
    words('settings', 'tabs.general'),
    words('settings', 'tabs.operators'),
    words('settings', 'tabs.about'),
  ]);
  await expect(page.getByText(words('settings', 'till.title'))).toHaveCount(0);
  await page.getByRole('tab', { name: words('settings', 'tabs.operators') }).click();
  await expect(page.getByText(words('operators', 'ownPin.title'))).toBeVisible();
  await expect(field(page, 'add-operator')).toHaveCount(0);
  const refused = await page.evaluate(() => window.huifuConsole['profiles.newDraft'](undefined));
  expect(refused).toMatchObject({ ok: false, error: { code: 'notAllowed', params: { holders: '王店主' } } });

  // Removed by the owner: gone from the lock screen at once.
  await switchTo(page, OWNER);
  await openPeople(page);
  await removePerson(page, CASHIER);
  await expect(page.getByTestId('operator-row')).toHaveCount(1);
  await page.keyboard.press('Control+L');
  await expect(page.getByText(CASHIER.name)).toHaveCount(0);
});

test('a bookkeeper begins at the transactions, reads, and is offered nothing that moves money', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openShop(run, { userDataDir, gateway });
  await addOwner(page);
  const bookkeeper = { name: '周会计', pin: '161803' };
  await addPerson(page, bookkeeper, 'bookkeeper');
  await page.keyboard.press('Control+1');
  await charge(page, '12.50');
  await expect(page.getByTestId('qr')).toBeVisible();
  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'pay');
  await expect(page.getByTestId('paid-amount')).toBeVisible();
  await charge(page, '30.00');
  await expect(page.getByTestId('qr')).toBeVisible();

  await switchTo(page, bookkeeper);
  await expect(page.getByTestId('transaction-row')).toHaveCount(2);
  const views = page.getByRole('navigation').getByRole('listitem');
  await expect(views.filter({ hasText: words('app', 'nav.collect') })).toHaveCount(0);
  await expect(views.filter({ hasText: words('app', 'nav.reconciliation') })).toHaveCount(1);
  await page.keyboard.press('Control+1');
  await expect(page.getByTestId('amount-input')).toHaveCount(0);
  await page.getByTestId('transaction-row').last().click();
  await expect(page.getByTestId('detail-panel').getByTestId('payment-state')).toHaveAttribute('data-state', 'paid');
  await page.keyboard.press('F4');
  await expect(page.getByTestId('refund')).toHaveCount(0);
  await expect(page.getByTestId('refund-confirm')).toHaveCount(0);

  await page.keyboard.press('Control+4');
  await expect(page.getByTestId('open-order')).toHaveCount(1);
  await expect(page.getByTestId('close-many')).toHaveCount(0);
  await expect(page.getByTestId('close-order')).toHaveCount(0);

  await page.keyboard.press('Control+K');
  const palette = page.getByRole('listbox');
  const offer = (view: string) =>
    page.getByRole('option', { name: words('app', 'palette.goTo', { view }), exact: true });
  await expect(palette).toBeVisible();
  await expect(offer(words('app', 'nav.settlement'))).toHaveCount(1);
  await expect(offer(words('app', 'nav.collect'))).toHaveCount(0);
});

test('a payment goes on while the console is locked, and its result is there afterwards', async ({
  launch,
  userDataDir,
}) => {
  const run = await launch();
  const page = await openShop(run, { userDataDir, gateway });
  await addOwner(page);
  await page.keyboard.press('Control+1');
  await charge(page, '12.50');
  await expect(page.getByTestId('qr')).toBeVisible();

  await run.app.power('lock-screen');
  await expect(field(page, 'lock-page')).toBeVisible();
  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'pay');
  await page.waitForTimeout(4_000);
  await signIn(page, OWNER);
  await expect(page.getByTestId('paid-amount')).toBeVisible();

  await run.app.power('suspend');
  await expect(field(page, 'lock-page')).toBeVisible();
  await run.close();
  const again = await launch();
  await expect(again.page.getByTestId('lock-page')).toBeVisible();
  await signIn(again.page, OWNER);
  await expect(again.page.getByTestId('operator-here')).toHaveText(OWNER.name);
});

test('an owner who leaves while signed in is cut off at once; a forgotten PIN is replaced with the merchant’s key', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openShop(run, { userDataDir, gateway });
  await addOwner(page);
  const second = { name: '赵店主', pin: '314159' };
  await addPerson(page, second, 'owner');
  await removePerson(page, OWNER);
  await expect(field(page, 'lock-page')).toBeVisible();
  await expect(page.getByText(OWNER.name)).toHaveCount(0);

  // The one who is left has forgotten the PIN. The dialog still answers with the merchant's own file.
  await page.getByRole('button', { name: words('operators', 'lock.forgot') }).click();
  await typeNewPin(page, '864213');
  await page.getByRole('button', { name: words('operators', 'recover.choose') }).click();
  await expect(field(page, 'operator-here')).toHaveText(second.name);
});

test('a refund limit is raised with a second person’s PIN, at the same screen', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openShop(run, { userDataDir, gateway });
  await addOwner(page);
  const manager = { name: '陈店长', pin: '314159' };
  await addPerson(page, manager, 'manager');
  await field(page, 'limit-cashier-each').fill('350');
  await field(page, 'own-pin').fill(OWNER.pin);
  await field(page, 'save-limits').click();

  const step = field(page, 'approval-step');
  await expect(step).toContainText('350.00');
  await expect(step).toContainText('¥200.00');
  await expect(step).toContainText(OWNER.name);
  await field(page, 'approver-pin').fill('999999');
  await field(page, 'give-approval').click();
  await expect(step.getByText(words('errors', 'pinWrong.title'))).toBeVisible();
  await approve(page, manager);
  const limits = await page.evaluate(() => window.huifuConsole['operators.limits'](undefined));
  expect(limits).toMatchObject({ ok: true, data: { cashier: { each: 35_000 } } });
});

test('nobody there for a minute: the console locks by itself', async ({ console: run, userDataDir }) => {
  test.setTimeout(150_000);
  const page = await openShop(run, { userDataDir, gateway });
  await addOwner(page);
  await page.evaluate(() => window.huifuConsole['app.savePreferences']({ idleMinutes: 1 }));
  await page.waitForTimeout(5_500); // signs of life are told at most every five seconds
  await page.mouse.move(200, 200);
  await page.waitForTimeout(30_000);
  await page.mouse.move(300, 300);
  await page.waitForTimeout(45_000);
  await expect(field(page, 'operator-here')).toBeVisible();
  await expect(field(page, 'lock-page')).toBeVisible({ timeout: 20_000 });
});

test('a shift: opened, an order handed over by name, closed with a slip on paper', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openShop(run, { userDataDir, gateway });
  await addOwner(page);
  await addPerson(page, CASHIER, 'cashier');
  await switchTo(page, CASHIER);
  await page.keyboard.press('F10');
  await field(page, 'shift-float').fill('200');
  await field(page, 'open-shift').click();
  await expect(field(page, 'current-shift')).toBeVisible();

  await page.keyboard.press('Control+1');
  await charge(page, '12.50');
  await expect(page.getByTestId('qr')).toBeVisible();
  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'pay');
  await expect(page.getByTestId('paid-amount')).toBeVisible();
  await charge(page, '30.00');
  await expect(page.getByTestId('qr')).toBeVisible();

  await page.keyboard.press('F10');
  await expect(field(page, 'current-shift')).toContainText('12.50');
  await expect(field(page, 'close-shift')).toBeDisabled();
  await page.getByTestId('unfinished-order').getByRole('combobox').click();
  await page.locator('.ant-select-item-option').filter({ hasText: OWNER.name }).click();
  await field(page, 'close-shift').click();
  await field(page, 'confirm-close-shift').click();
  const slip = field(page, 'shift-slip').first();
  await expect(slip).toContainText('12.50');
  await expect(slip).toContainText('30.00');
  await expect(slip).toContainText(words('shifts', 'slip.followUp', { name: OWNER.name }));

  const file = `${userDataDir}-slip.pdf`;
  await run.app.stubSaveDialog(file);
  await field(page, 'save-slip').click();
  await expect.poll(() => existsSync(file) && readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('shift-row')).toHaveCount(1);

  // The order's timeline names who follows it up.
  await switchTo(page, OWNER);
  await page.keyboard.press('Control+2');
  await page.getByTestId('transaction-row').first().click();
  await expect(page.getByTestId('detail-panel')).toContainText(OWNER.name);
});
