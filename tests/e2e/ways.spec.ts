import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { WaySettings } from '../../shared/contract/ways.ts';
import type { WayChoice } from '../../shared/domain/way.ts';
import type { ConsoleRun } from '../launchConsole.ts';
import { scanQr, startPhone, userAgents } from '../phone.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { scan } from '../scanner.ts';
import { words } from '../words.ts';
import { charge, expect, ledgerOf, openShop as openShopAt, startPractice, test } from './fixtures.ts';

/** Every way to collect, against a gateway of the test's own. */
let gateway: PracticeProcess;
let dir = '';
test.beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'hc-ways-'));
  gateway = await startPracticeProcess();
});
test.afterEach(async () => {
  await gateway.kill();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

const openShop = (run: ConsoleRun) => openShopAt(run, { userDataDir: join(dir, 'shop'), gateway });
const state = (page: Page) => page.getByTestId('payment-state').first();
const amount = (page: Page) => page.getByTestId('amount-input');
const note = (page: Page) => page.getByTestId('scan-note');

/** A payment code that nobody has shown before: of WeChat, or one that the practice gateway wants a password for. */
let shown = 0;
function newCode(start: '13' | '15' | '28' = '13'): string {
  shown += 1;
  return start + String(Date.now()).padStart(13, '0') + String(shown).padStart(3, '0');
}

/** Chooses with the mouse; the keyboard stays with the amount. */
async function choose(page: Page, choice: WayChoice): Promise<void> {
  await page.locator('label', { has: page.getByTestId(`way-${choice}`) }).click();
  await expect(page.getByTestId(`way-${choice}`)).toBeChecked();
  await expect(amount(page)).toBeFocused();
}

/** What the settings page would save. */
async function set(page: Page, change: Partial<WaySettings>): Promise<void> {
  const answer = await page.evaluate(async (part) => {
    const now = await window.huifuConsole['ways.read'](undefined);
    return now.ok ? window.huifuConsole['ways.save']({ ...now.data.settings, ...part }) : now;
  }, change);
  expect(answer.ok).toBe(true);
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+1');
  await expect(amount(page)).toBeFocused();
}

async function orders(): Promise<number> {
  return (await gateway.orders()).length;
}

test('a QR code of Alipay, chosen by the numeric keypad alone, is paid on the phone', async ({ console: run }) => {
  const page = await openShop(run);
  await expect(page.getByTestId('way-hosted')).toBeChecked();
  await page.keyboard.press('NumpadAdd');
  await expect(page.getByTestId('way-qrAlipay')).toBeChecked();
  await page.keyboard.type('18.8');
  await page.keyboard.press('NumpadEnter');
  await expect(page.getByTestId('qr')).toBeVisible();
  const wallet = words('payments', 'method.alipay');
  await expect(page.locator('.hc-stage-frame')).toContainText(words('collect', 'stage.scanWith', { wallet }));

  const phone = await startPhone(userAgents.alipay);
  const cashier = await phone.open(await scanQr(page));
  await expect(cashier.getByTestId('amount')).toContainText('18.80');
  await cashier.getByTestId('pay').click();
  await expect(page.getByTestId('paid-amount')).toContainText('18.80');
  await phone.close();
  expect(await ledgerOf(page)).toMatchObject([{ way: 'qr', method: 'alipay', state: 'paid' }]);
});

test('the till point remembers its way over a restart', async ({ launch }) => {
  const first = await launch();
  const page = await openShop(first);
  await choose(page, 'qrUnionpay');
  await expect(page.getByTestId('way-qrUnionpay')).toBeChecked();
  await first.close();
  const again = await launch();
  await expect(again.page.getByTestId('way-qrUnionpay')).toBeChecked();
});

test('a payment code, scanned with an amount typed, is paid at once', async ({ console: run }) => {
  const page = await openShop(run);
  await page.keyboard.type('25.5');
  const code = newCode();
  await scan(page, code);
  await expect(page.getByTestId('paid-amount')).toContainText('25.50');
  await expect(amount(page)).toHaveValue('');
  expect(await ledgerOf(page)).toMatchObject([{ way: 'code', method: 'wechat', state: 'paid', amount: 2550 }]);
  expect(run.app.output()).not.toContain(code);
});

test('without an amount, a scan charges nothing and leaves nothing', async ({ console: run }) => {
  const page = await openShop(run);
  await scan(page, newCode());
  await expect(note(page)).toContainText(words('collect', 'scan.noAmount'));
  await expect(amount(page)).toHaveValue('');
  await expect(page.getByTestId('note-input')).toHaveValue('');
  expect([await orders(), await ledgerOf(page)]).toEqual([0, []]);
});

test('with a password: the counter waits, a second scan is refused, then it is paid', async ({ console: run }) => {
  const page = await openShop(run);
  await page.keyboard.type('36');
  await scan(page, newCode('15'));
  await expect(page.getByTestId('code-wait')).toContainText(words('collect', 'stage.passwordTitle'));
  await expect(state(page)).toHaveAttribute('data-state', 'processing');

  await page.keyboard.type('7');
  await scan(page, newCode());
  await expect(note(page)).toContainText(words('collect', 'scan.busy', { amount: '36.00' }));
  await expect(amount(page)).toHaveValue('7');
  await expect(page.getByTestId('code-wait')).toBeVisible();
  expect(await orders()).toBe(1);

  // The main process refuses too, whatever the window believes.
  const profileId = (await ledgerOf(page))[0]!.profileId;
  const refused = await page.evaluate(
    ([id, code]) =>
      window.huifuConsole['payments.chargeCode']({
        attemptId: crypto.randomUUID(),
        profileId: id!,
        amount: 700,
        note: '',
        code: code!,
      }),
    [profileId, newCode()],
  );
  expect(refused).toMatchObject({ ok: false, error: { code: 'codeBusy' } });
  expect(await orders()).toBe(1);

  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'pay');
  await expect(page.getByTestId('paid-amount')).toContainText('36.00', { timeout: 15_000 });
  // The next customer's amount still stands there, and can be charged now.
  await expect(amount(page)).toHaveValue('7');
  await scan(page, newCode());
  await expect(page.getByTestId('paid-amount')).toContainText('7.00');
});

test('with a password, above 1,000 yuan, and the customer gives up', async ({ console: run }) => {
  const page = await openShop(run);
  await page.keyboard.type('1000.01');
  await scan(page, newCode('28'));
  await expect(page.getByTestId('code-wait')).toBeVisible();
  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'decline');
  await expect(state(page)).toHaveAttribute('data-state', 'failed', { timeout: 15_000 });
});

test('a used code is named, and the amount stands ready for a fresh one', async ({ console: run }) => {
  const page = await openShop(run);
  const code = newCode();
  await page.keyboard.type('5');
  await scan(page, code);
  await expect(page.getByTestId('paid-amount')).toBeVisible();
  await page.keyboard.type('6');
  await scan(page, code);
  const refused = page.getByTestId('refused');
  await expect(refused).toContainText('付款码无效');
  await expect(refused).toContainText('请顾客刷新付款码后重扫');
  await expect(refused.getByRole('button', { name: words('errors', 'retry') })).toHaveCount(0);
  await expect(amount(page)).toHaveValue('6.00');
  expect(await orders()).toBe(1);
  await scan(page, newCode());
  await expect(page.getByTestId('paid-amount')).toContainText('6.00');
});

for (const [text, problem] of [
  ['6901234567892', 'goods'],
  ['420000202601051234567890123', 'length'],
  ['999999999999999999', 'unknownStart'],
  ['https://qr.alipay.com/fkx123456', 'link'],
] as const) {
  test(`what is not a payment code (${problem}) is named and charges nothing`, async ({ console: run }) => {
    const page = await openShop(run);
    await page.keyboard.type('9.9');
    await scan(page, text);
    const masked = `${text.slice(0, 2)}…${text.slice(-2)}`;
    await expect(note(page)).toContainText(words('collect', `scan.wrong.${problem}`, { shown: masked }));
    await expect(amount(page)).toHaveValue('9.9');
    expect([await orders(), await ledgerOf(page)]).toEqual([0, []]);
  });
}

test('a scan presses no button of a dialog, and sends nothing from one', async ({ console: run }) => {
  const page = await openShop(run);
  await charge(page, '3');
  await expect(page.getByTestId('qr')).toBeVisible();
  await page.getByTestId('cancel').click();
  await page.getByTestId('cancel-confirm').focus();
  await scan(page, newCode());
  await expect(note(page)).toContainText(words('collect', 'scan.covered'));
  await expect(page.getByTestId('cancel-confirm')).toBeVisible();
  await scan(page, '6901234567892');
  await expect(page.getByTestId('cancel-confirm')).toBeVisible();
  expect(await ledgerOf(page)).toMatchObject([{ state: 'waiting' }]);
});

test('on other views a scan says where to go; a number scanned into the search is searched', async ({
  console: run,
}) => {
  const page = await openShop(run);
  await page.keyboard.press('Control+2');
  await scan(page, newCode());
  await expect(note(page)).toContainText(words('collect', 'scan.elsewhere'));
  await page.keyboard.press('F2');
  await scan(page, '42000020260105123456');
  await expect(
    page.getByRole('searchbox').or(page.locator('input[type="search"], .hc-search input')).first(),
  ).toHaveValue(/42000020260105123456/);
  expect(await orders()).toBe(0);
});

test('a preset fills in amount, goods, time and way', async ({ console: run }) => {
  const page = await openShop(run);
  await page.keyboard.press('Control+8');
  await page.getByRole('tab', { name: words('settings', 'tabs.ways') }).click();
  await page.getByTestId('preset-add').click();
  await page.getByTestId('preset-name').fill('会员月卡');
  await page.getByTestId('preset-amount').fill('99');
  await page.getByLabel(words('settings', 'ways.presets.goods')).fill('会员月卡 1 张');
  await page.getByLabel(words('settings', 'ways.presets.minutes')).fill('30');
  await page.getByTestId('ways-save').click();
  await expect(page.getByText(words('settings', 'ways.saved'))).toBeVisible();

  await page.keyboard.press('Control+1');
  await page.keyboard.press('NumpadMultiply');
  await page.keyboard.press('1');
  await expect(amount(page)).toHaveValue('99.00');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  const [payment] = await ledgerOf(page);
  expect(payment).toMatchObject({ amount: 9900, note: '会员月卡 1 张' });
  expect(Math.round((payment!.expiresAt - payment!.createdAt) / 60_000)).toBe(30);
});

test('an outstanding link is deactivated from the list', async ({ console: run }) => {
  const page = await openShop(run);
  await charge(page, '45');
  await expect(page.getByTestId('qr')).toBeVisible();
  await gateway.advance(90);
  await page.getByTestId('links-open').click();
  const row = page.getByTestId('link-row');
  await expect(row).toContainText('45.00');
  await expect(row).toContainText(words('collect', 'links.by', { till: '01' }));
  await row.getByTestId('link-stop').click();
  await page.getByTestId('cancel-confirm').click();
  await expect(row).toContainText(/停用/);
  // The close waits for the console's own minute.
  await expect
    .poll(async () => (await gateway.orders())[0]!.stage, { timeout: 80_000, intervals: [1_000] })
    .toBe('closed');
  await expect.poll(async () => (await ledgerOf(page))[0]!.state, { timeout: 10_000 }).toBe('closed');
});

test('a UnionPay code offers no cancel and says why; e-CNY asks for its bank', async ({ console: run }) => {
  const page = await openShop(run);
  await set(page, { on: ['hosted', 'qrUnionpay', 'qrEcny'] });
  await choose(page, 'qrUnionpay');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  await expect(page.getByText(words('collect', 'stage.notClosable'))).toBeVisible();
  await expect(page.getByTestId('cancel')).toHaveCount(0);

  await choose(page, 'qrEcny');
  await charge(page, '5');
  await expect(page.getByTestId('refused')).toContainText(words('errors', 'ecnyBankMissing.title'));
  await set(page, { ecnyBank: '01002' });
  await charge(page, '5');
  await expect(page.getByTestId('qr')).toBeVisible();
});

test('the mini program of WeChat makes a link that opens it', async ({ console: run }) => {
  const page = await openShop(run);
  await set(page, { on: ['hosted', 'hostedWechat'] });
  await choose(page, 'hostedWechat');
  await charge(page, '11');
  await expect(page.getByTestId('qr')).toBeVisible();
  expect((await ledgerOf(page))[0]).toMatchObject({ way: 'hostedWechat', method: 'wechat' });
  expect(await scanQr(page)).toMatch(/^weixin:\/\/dl\/business\//);
  const [order] = await gateway.orders();
  await gateway.act(order!.req_seq_id, 'pay');
  await expect(page.getByTestId('paid-amount')).toContainText('11.00', { timeout: 15_000 });
});

test('the scanner test tells what was scanned and charges nothing', async ({ console: run }) => {
  const page = await openShop(run);
  await page.keyboard.press('Control+8');
  await page.getByRole('tab', { name: words('settings', 'tabs.ways') }).click();
  await page.getByTestId('scanner-test').click();
  const code = newCode();
  await scan(page, code);
  const said = page.getByTestId('scanner-said');
  await expect(said).toContainText(words('payments', 'method.wechat'));
  await expect(said).toContainText(`${code.slice(0, 2)}…${code.slice(-2)}`);
  await expect(said).not.toContainText(code);
  expect(await orders()).toBe(0);
});

test('practice mode plays a customer with a password', async ({ console: run }) => {
  const { page } = run;
  await startPractice(page);
  await page.keyboard.type('12');
  await page.getByTestId('practice-scan').click();
  await page.getByRole('menuitem', { name: words('collect', 'practice.password') }).click();
  await expect(page.getByTestId('code-wait')).toBeVisible();
  await expect(page.getByTestId('paid-amount')).toContainText('12.00', { timeout: 20_000 });
});
