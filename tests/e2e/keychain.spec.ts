import type { Page } from 'playwright';
import { writeCredentials } from '../credentials.ts';
import { unlockKeychain } from '../keychain.ts';
import { scanQr, startPhone } from '../phone.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { charge, expect, ledgerOf, openShop, startPractice, test } from './fixtures.ts';

test.skip(process.platform !== 'linux', 'only on Linux can a test be given a keychain of its own');

let gateway: PracticeProcess;
test.beforeAll(async () => {
  gateway = await startPracticeProcess();
});
test.beforeEach(() => gateway.reset());
test.afterAll(() => gateway.kill());

const unavailable = (page: Page) => page.getByRole('button', { name: words('app', 'strip.keyUnavailable') });

test('locked at the start: said as locked, history readable, charging refused in words; unlocked, all goes on', async ({
  launch,
  userDataDir,
}) => {
  const first = await launch();
  await openShop(first, { userDataDir, gateway });
  await charge(first.page, '21.00');
  await expect(first.page.getByTestId('qr')).toBeVisible();
  const [pending] = await gateway.orders();
  await first.close();

  const second = await launch({ keychain: 'locked' });
  const { page } = second;
  await expect(unavailable(page)).toBeVisible();
  await expect(page.getByText(words('app', 'strip.keyMissing'))).toHaveCount(0);
  // The history is there, and so is the code that the customer may be standing before.
  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('transaction-row')).toHaveCount(1);
  await expect(page.getByTestId('transaction-row')).toContainText('21.00');

  await page.keyboard.press('Control+1');
  await charge(page, '5.00');
  const refused = page.getByTestId('refused');
  await expect(refused).toContainText(words('errors', 'keychainLocked.title'));
  await expect(refused).toContainText(words('errors', 'keychainLocked.action'));
  expect((await gateway.orders()).length).toBe(1);
  expect((await ledgerOf(page)).map(({ amount }) => amount)).toEqual([2100]);

  // The check says the same.
  await page.keyboard.press('Control+8');
  await expect(page.getByText(words('profiles', 'list.key.unavailable')).first()).toBeVisible();
  await gateway.act(pending!.req_seq_id, 'pay');

  await unlockKeychain(`${userDataDir}-home`);
  // What was paid meanwhile is learnt, the strip falls silent, and charging works, without a restart.
  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('transaction-row')).toContainText(words('app', 'state.paid'), { timeout: 40_000 });
  await expect(unavailable(page)).toHaveCount(0);
  await page.keyboard.press('Control+1');
  await charge(page, '5.00');
  await expect(page.getByTestId('qr')).toBeVisible();
  expect((await gateway.orders()).length).toBe(2);
});

test('locked at one start, unlocked at the next: nothing is lost', async ({ launch, userDataDir }) => {
  const first = await launch();
  await openShop(first, { userDataDir, gateway });
  await first.close();

  const second = await launch({ keychain: 'locked' });
  await expect(unavailable(second.page)).toBeVisible();
  await charge(second.page, '5.00');
  await expect(second.page.getByTestId('refused')).toContainText(words('errors', 'keychainLocked.title'));
  await second.close();
  expect(await gateway.orders()).toEqual([]);

  const third = await launch();
  await expect(third.page.getByTestId('amount-input')).toBeFocused();
  await expect(unavailable(third.page)).toHaveCount(0);
  await charge(third.page, '5.00');
  await expect(third.page.getByTestId('qr')).toBeVisible();
});

test('absent at the start, with a merchant on record: said in words, nothing is lost', async ({
  launch,
  userDataDir,
}) => {
  const first = await launch();
  await openShop(first, { userDataDir, gateway });
  await first.close();

  const second = await launch({ keychain: 'absent' });
  await expect(unavailable(second.page)).toBeVisible();
  await charge(second.page, '5.00');
  await expect(second.page.getByTestId('refused')).toContainText(words('errors', 'keychainAbsent.title'));
  expect(await gateway.orders()).toEqual([]);
  expect(await ledgerOf(second.page)).toEqual([]);
  await second.close();

  const third = await launch();
  await charge(third.page, '5.00');
  await expect(third.page.getByTestId('qr')).toBeVisible();
});

for (const keychain of ['absent', 'locked'] as const) {
  test(`${keychain} at the first run: the import says so and keeps the draft; practice mode works`, async ({
    launch,
    userDataDir,
  }) => {
    if (keychain === 'locked') {
      // There is something to be locked only once somebody has made a keychain.
      await (await launch()).close();
    }
    const { page, app } = await launch({ keychain });
    await app.stubOpenDialog(writeCredentials(`${userDataDir}-merchant.json`, gateway));
    await page.getByTestId('start-file').click();
    const save = page.getByRole('button', { name: words('profiles', 'draft.save') });
    const code = keychain === 'absent' ? 'keychainAbsent' : 'keychainLocked';
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await save.click();
      await expect(page.getByText(words('errors', `${code}.title`))).toBeVisible();
      await expect(page.getByText(words('errors', `${code}.action`))).toBeVisible();
      // The draft is as it was: complete, to be saved once the keychain is there.
      await expect(page.getByText(words('profiles', 'draft.complete'))).toBeVisible();
    }
    const state = await page.evaluate(async () => window.huifuConsole['app.state'](undefined));
    expect(state.ok && state.data.profiles).toEqual([]);

    await page.getByRole('button', { name: words('profiles', 'draft.back') }).click();
    await page.getByRole('button', { name: words('profiles', 'draft.leave.go') }).click();
    await startPractice(page);
    await charge(page, '3.00');
    await expect(page.getByTestId('qr')).toBeVisible();
    const phone = await startPhone();
    const cashier = await phone.open(await scanQr(page));
    await cashier.getByTestId('pay').click();
    await expect(page.getByTestId('paid-amount')).toContainText('3.00');
    await phone.close();
    await expect(unavailable(page)).toHaveCount(0);
  });
}
