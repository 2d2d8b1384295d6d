import type { Page } from '@playwright/test';
import { scanQr, startPhone, userAgents, type Phone } from '../phone.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { addBridges, startWallets, type AtTheWallet, type Wallets } from '../wallets.ts';
import { words } from '../words.ts';
import { newTestKey } from '../../main/gateway/testing.ts';
import type { ConsoleRun } from '../consoleRun.ts';
import { counterOf, openCounterSettings, turnListenerOn } from './counterShop.ts';
import { expect, ledgerOf, openShop, test } from './fixtures.ts';

let gateway: PracticeProcess;
let wallets: Wallets;
const alipay = newTestKey();
const phones: Phone[] = [];
test.beforeAll(async () => {
  gateway = await startPracticeProcess();
  wallets = await startWallets();
  wallets.alipayKey = alipay.spki;
});
test.beforeEach(() => gateway.reset());
test.afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.close();
});
test.afterAll(async () => {
  await wallets.close();
  await gateway.kill();
});

/** Sets the shop's own page up as an owner does: listener, accounts, secrets from the clipboard, one plate. */
async function openPage(run: ConsoleRun, userDataDir: string, amount = ''): Promise<Page> {
  const page = await openShop(run, { userDataDir, gateway });
  await turnListenerOn(page);
  await page.getByText(words('counter', 'setup.addresses')).click();
  const fields = {
    wechatAppId: 'wx0000000000000001',
    alipayAppId: '2021000000000001',
    wechatOpenUrl: wallets.url,
    wechatApiUrl: wallets.url,
    alipayOpenUrl: wallets.url,
    alipayApiUrl: wallets.url,
    unionPayUrl: wallets.url,
  };
  for (const [name, value] of Object.entries(fields)) await page.getByTestId(`page-${name}`).fill(value);
  await page.getByText(words('counter', 'setup.unionPay')).click();
  await page.getByTestId('save-page').click();
  await expect.poll(async () => (await counterOf(page)).page.wechatAppId).toBe(fields.wechatAppId);

  const pem = alipay.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  for (const [which, secret] of [
    ['wechat', wallets.secrets.wechat],
    ['alipay', pem],
  ] as const) {
    await run.app.writeClipboard(secret);
    const row = page.getByTestId(`secret-${which}`);
    await row.getByRole('button').click();
    await expect(row).toHaveAttribute('data-there', 'true');
    expect(await run.app.readClipboard()).toBe('');
  }
  expect(await page.content()).not.toContain(wallets.secrets.wechat);

  await page.getByTestId('plate-name').fill('1 号桌');
  await page.getByTestId('plate-amount').fill(amount);
  await page.getByTestId('plate-add').click();
  await page.getByTestId('plate-qr').scrollIntoViewIfNeeded();
  await expect(page.getByTestId('plate-qr')).toBeVisible();
  return page;
}

/** The customer's phone scans the plate from the screen. */
async function scanPlate(
  page: Page,
  agent: string,
  act: () => AtTheWallet = () => 'pays',
): Promise<{ phone: Page; handed: unknown[] }> {
  const link = await scanQr(page);
  const phone = await startPhone(agent);
  phones.push(phone);
  const opened = await phone.open('about:blank');
  const handed = await addBridges(opened, gateway, act);
  await opened.goto(link);
  return { phone: opened, handed };
}

const order = (phone: Page) => phone.getByTestId('order');

test('inside WeChat: the plate, the amount, the wallet, paid', async ({ console: run, userDataDir }) => {
  const page = await openPage(run, userDataDir);
  const { phone, handed } = await scanPlate(page, userAgents.wechat);
  await phone.locator('#amount').fill('12.5');
  await phone.getByTestId('pay').click();
  await expect(order(phone)).toHaveAttribute('data-state', 'paid');
  await expect(phone.getByTestId('amount')).toContainText('12.50');
  expect(handed).toHaveLength(1);
  // Handed on as Huifu gave it: nothing added, nothing taken away.
  expect(Object.keys(handed[0] as object).toSorted()).toEqual(
    ['appId', 'nonceStr', 'package', 'paySign', 'signType', 'timeStamp'].toSorted(),
  );
  expect((await ledgerOf(page))[0]).toMatchObject({
    way: 'page',
    method: 'wechat',
    state: 'paid',
    amount: 1250,
    till: null,
    operatorId: null,
  });
  // The counter says so too.
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+2');
  await expect(page.getByTestId('transaction-row').first()).toContainText('12.50');
});

test('what the phone says is not believed: “ok” without a payment stays unpaid, a cancelled one can be paid again', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openPage(run, userDataDir);
  let next: AtTheWallet = 'lies';
  const { phone } = await scanPlate(page, userAgents.wechat, () => next);
  await phone.locator('#amount').fill('8');
  await phone.getByTestId('pay').click();
  await expect(phone.getByTestId('done')).toBeVisible();
  await phone.getByTestId('done').click();
  await phone.waitForTimeout(2_500);
  await expect(order(phone)).toHaveAttribute('data-state', 'waiting');
  expect((await ledgerOf(page))[0]!.state).not.toBe('paid');

  next = 'cancels';
  await phone.getByTestId('trouble').click();
  await phone.getByTestId('pay-again').click();
  await expect(phone.getByTestId('pay-again')).toBeVisible();
  next = 'pays';
  await phone.getByTestId('pay-again').click();
  await expect(order(phone)).toHaveAttribute('data-state', 'paid');
  // One order, however often the wallet was opened.
  expect((await ledgerOf(page)).filter(({ amount }) => amount === 800)).toHaveLength(1);
});

test('inside Alipay: a plate with a fixed amount', async ({ console: run, userDataDir }) => {
  const page = await openPage(run, userDataDir, '25');
  const { phone, handed } = await scanPlate(page, userAgents.alipay);
  await expect(phone.getByTestId('amount')).toContainText('25.00');
  await expect(phone.locator('#amount')).toHaveCount(0);
  await phone.getByTestId('pay').click();
  await expect(order(phone)).toHaveAttribute('data-state', 'paid');
  expect(Object.keys(handed[0] as object)).toEqual(['tradeNO']);
  expect((await ledgerOf(page))[0]).toMatchObject({ way: 'page', method: 'alipay', state: 'paid', amount: 2500 });
});

test('inside 云闪付: the page leads on to UnionPay’s own', async ({ console: run, userDataDir }) => {
  const page = await openPage(run, userDataDir);
  const { phone } = await scanPlate(page, userAgents.unionPay);
  await phone.locator('#amount').fill('6.66');
  await phone.getByTestId('pay').click();
  // The practice gateway's phone page stands in for UnionPay's.
  await phone.waitForURL(/\/q\//);
  await expect(phone.getByTestId('amount')).toContainText('6.66');
  await phone.locator('button.pay').click();
  await expect.poll(async () => (await ledgerOf(page))[0]!.state).toBe('paid');
  expect((await ledgerOf(page))[0]).toMatchObject({ way: 'page', method: 'unionpay' });
});

test('any other browser is sent to the hosted link', async ({ console: run, userDataDir }) => {
  const page = await openPage(run, userDataDir);
  const { phone } = await scanPlate(page, userAgents.plain);
  await phone.locator('#amount').fill('abc');
  await phone.getByTestId('pay').click();
  await expect(phone.locator('#problem')).toHaveText(words('counter', 'page.problems.amount'));
  await phone.locator('#amount').fill('3.20');
  await phone.getByTestId('pay').click();
  await phone.waitForURL(/hostingh5/);
  await phone.locator('button.pay').click();
  await expect.poll(async () => (await ledgerOf(page))[0]!.state).toBe('paid');
  expect((await ledgerOf(page))[0]).toMatchObject({ way: 'hosted', till: null, amount: 320 });
});

test('a wallet that does not say who pays leads to the hosted cashier; a plate out of use says so', async ({
  console: run,
  userDataDir,
}) => {
  const page = await openPage(run, userDataDir);
  wallets.refusal = { errcode: 40029, errmsg: 'invalid code' };
  const { phone } = await scanPlate(page, userAgents.wechat);
  wallets.refusal = null;
  await expect(phone.getByTestId('message')).toHaveText(words('counter', 'page.messages.noPayer.title'));
  await expect(phone.locator('body')).toContainText('40029');
  const plate = new URL((await counterOf(page)).plates[0]!.url!).href;
  await phone.getByTestId('plain').click();
  await phone.locator('#amount').fill('2');
  await phone.getByTestId('pay').click();
  await phone.waitForURL(/hostingh5/);

  await openCounterSettings(page);
  await page.getByRole('button', { name: words('counter', 'plates.remove') }).click();
  await page.locator('.ant-modal-confirm-btns button').last().click();
  await expect(page.getByTestId('plate')).toHaveCount(0);
  await phone.goto(plate);
  await expect(phone.getByTestId('message')).toHaveText(words('counter', 'page.messages.noPage.title'));
});

test('readiness says what is set up and what to do about what is not', async ({ console: run, userDataDir }) => {
  const page = await openPage(run, userDataDir);
  await page.getByRole('tab', { name: words('settings', 'tabs.readiness') }).click();
  await page.getByTestId('readiness-check').click();
  await expect(page.getByTestId('readiness-merchant')).toHaveAttribute('data-level', 'good');
  await expect(page.getByTestId('readiness-realName')).toHaveAttribute('data-level', 'good');
  await expect(page.getByTestId('readiness-paymentPath')).toHaveAttribute('data-level', 'bad');

  await gateway.fault('code', {
    on: '/v2/merchant/busi/realname/query',
    when: 'before',
    code: '90000000',
    desc: '当前商户需补齐相关资料后，才可进行相应的支付交易，请商户联系对接的微信支付服务商',
  });
  await page.getByTestId('readiness-check').click();
  const realName = page.getByTestId('readiness-realName');
  await expect(realName).toHaveAttribute('data-level', 'bad');
  await expect(realName.locator('.hc-advice-steps li')).toHaveCount(3);
  await page.getByRole('button', { name: words('counter', 'readiness.copy') }).click();
  await expect.poll(() => run.app.readClipboard()).toContain('当前商户需补齐相关资料');
});
