import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userAgents } from '../../../tests/phone.ts';
import { startWallets, type Wallets } from '../../../tests/wallets.ts';
import { newTestKey } from '../../gateway/testing.ts';
import { ask, CounterShop, type Answer } from '../testing/shop.ts';

let shop: CounterShop;
let wallets: Wallets;
const alipay = newTestKey();
beforeAll(async () => {
  shop = await CounterShop.open();
  wallets = await startWallets();
  wallets.alipayKey = alipay.spki;
  const { url } = wallets;
  await shop.setPage({
    wechatAppId: 'wx0000000000000001',
    wechatVerifyFile: 'MP_verify_AbCd1234EfGh5678.txt',
    appletAppId: 'wx0000000000000002',
    alipayAppId: '2021000000000001',
    unionPay: true,
    wechatOpenUrl: url,
    wechatApiUrl: url,
    alipayOpenUrl: url,
    alipayApiUrl: url,
    unionPayUrl: url,
  });
  const { counter, profile } = shop.desk;
  await counter.storeSecret(profile.id, 'wechat', wallets.secrets.wechat);
  await counter.storeSecret(profile.id, 'applet', wallets.secrets.applet);
  const pem = alipay.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  await counter.storeSecret(profile.id, 'alipay', pem);
});
afterAll(async () => {
  await wallets.close();
  await shop.close();
});
beforeEach(() => {
  wallets.seen = [];
  wallets.refusal = null;
});

let plates = 0;
async function newPlate(amount: number | null = null): Promise<string> {
  const { counter, profile } = shop.desk;
  plates += 1;
  await counter.addPlate(profile.id, { name: `${plates} 号桌`, amount: amount as never, note: '拿铁' });
  return (await counter.view(profile.id)).plates.find(({ name }) => name === `${plates} 号桌`)!.url!;
}

/** A browser as far as these tests need one: it keeps cookies and follows redirects on this machine. */
class Browser {
  readonly agent: string;
  readonly cookies = new Map<string, string>();
  at = '';

  constructor(agent: string) {
    this.agent = agent;
  }

  async open(url: string, options: { method?: string; body?: string } = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const type = options.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await ask(url, { ...options, headers: { 'user-agent': this.agent, cookie, ...type } });
    this.at = url;
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      this.cookies.set(name!, value!);
    }
    const { location } = answer.headers;
    return typeof location === 'string' ? this.open(new URL(location, url).href) : answer;
  }

  /** Sends the form of the page that it is on. */
  submit(page: Answer, change: Record<string, string> = {}): Promise<Answer> {
    const action = /action="([^"]+)"/.exec(page.body)![1]!;
    const fields = [...page.body.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]);
    const body = new URLSearchParams({ ...Object.fromEntries(fields), ...change }).toString();
    return this.open(new URL(action, this.at).href, { method: 'POST', body });
  }
}

const held = (page: Answer, name: string) =>
  new RegExp(`data-${name}="([^"]*)"`)
    .exec(page.body)?.[1]
    ?.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

const newest = async () => (await shop.desk.ledger.listPayments(shop.desk.profile.id, {}, null, 1)).rows[0]!;

/** The last call to this path, as it left the console. */
const sentTo = (path: string) => shop.sent.findLast((call) => call.path.endsWith(path))!.data;

async function callApplet(plate: string, body: unknown) {
  const answer = await ask(plate.replace('/p/', '/applet/'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${Math.floor(Math.random() * 250)}` },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(answer.body || '{}') as Record<string, unknown> };
}

describe('inside WeChat', () => {
  it('the payer is asked for silently, and the order is placed for exactly that payer', async () => {
    const browser = new Browser(userAgents.wechat);
    const plate = await newPlate();
    const page = await browser.open(plate);
    expect(page.status).toBe(200);
    expect(wallets.seen.map(({ path }) => path)).toEqual(['/connect/oauth2/authorize', '/sns/oauth2/access_token']);
    const [authorize] = wallets.seen;
    expect([...authorize!.query.keys()]).toEqual([
      'appid',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
      'connect_redirect',
    ]);
    expect(authorize!.query.get('scope')).toBe('snsapi_base');

    const waiting = await browser.submit(page, { amount: '12.5' });
    expect(held(waiting, 'kind')).toBe('wechat');
    expect(JSON.parse(held(waiting, 'pay')!)).toMatchObject({
      signType: 'RSA',
      package: expect.stringMatching(/^prepay_id=/) as string,
    });
    const payment = await newest();
    expect(payment).toMatchObject({
      way: 'page',
      method: 'wechat',
      state: 'waiting',
      amount: 1250,
      till: null,
      operatorId: null,
      note: '拿铁',
    });
    expect(payment.payer).toBe('oPay***nt01');
    const sent = sentTo('/jspay');
    expect(JSON.parse(sent['wx_data']!)).toEqual({
      sub_appid: 'wx0000000000000001',
      sub_openid: 'oPayerOfTheAccount01',
    });
    expect(sent).toMatchObject({ trade_type: 'T_JSAPI', trans_amt: '12.50', notify_url: shop.notifyUrl });
  });

  it('secrets and the payer’s name are in no page and no log, and pages run only their own script', async () => {
    const browser = new Browser(userAgents.wechat);
    const page = await browser.open(await newPlate());
    const waiting = await browser.submit(page, { amount: '1' });
    for (const answer of [page, waiting]) {
      expect(answer.body).not.toContain(wallets.secrets.wechat);
      expect(answer.body).not.toContain('oPayer');
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
      expect(answer.body).not.toMatch(/<script(?! src="\/page\/)/);
    }
    expect([page.headers['set-cookie']].flat()[0]).toMatch(/HttpOnly; SameSite=Lax/);
  });

  it('WeChat’s verification file is there, and no other', async () => {
    expect(await ask(`${shop.url}/MP_verify_AbCd1234EfGh5678.txt`)).toMatchObject({
      status: 200,
      body: 'AbCd1234EfGh5678',
    });
    expect((await ask(`${shop.url}/MP_verify_AbCd1234EfGh5679.txt`)).status).toBe(404);
  });

  it('a code that was not asked for from here is not even tried', async () => {
    const plate = await newPlate();
    const victim = new Browser(userAgents.wechat);
    await victim.open(plate);
    wallets.seen = [];
    for (const query of ['code=stolen&state=guessed', 'code=stolen', `code=stolen&state=`]) {
      const answer = await victim.open(`${plate}/back?${query}`);
      expect(answer.status).toBe(400);
    }
    expect((await new Browser(userAgents.wechat).open(`${plate}/back?code=stolen&state=x`)).status).toBe(400);
    expect(wallets.seen).toEqual([]);
  });

  it('who cannot be told apart is offered the hosted cashier', async () => {
    wallets.refusal = { errcode: 40163, errmsg: 'code been used' };
    const browser = new Browser(userAgents.wechat);
    const plate = await newPlate();
    const page = await browser.open(plate);
    expect(page.status).toBe(502);
    expect(page.body).toContain('40163');
    const plain = await browser.open(new URL(/href="([^"]+plain)"/.exec(page.body)![1]!, plate).href);
    const waiting = await browser.submit(plain, { amount: '3' });
    expect(held(waiting, 'kind')).toBe('link');
    expect(held(waiting, 'pay')).toContain('/hostingh5/');
    expect(await newest()).toMatchObject({ way: 'hosted', till: null });
  });
});

describe('inside Alipay and 云闪付', () => {
  it('Alipay’s user id, asked for with the application’s own signature, gets a trade number', async () => {
    const browser = new Browser(userAgents.alipay);
    const waiting = await browser.submit(await browser.open(await newPlate(800)));
    expect(held(waiting, 'kind')).toBe('alipay');
    expect(JSON.parse(held(waiting, 'pay')!)).toEqual({ tradeNO: expect.any(String) as string });
    expect(JSON.parse(sentTo('/jspay')['alipay_data']!)).toEqual({ buyer_id: '2088000000000001' });
    expect(await newest()).toMatchObject({ way: 'page', method: 'alipay', amount: 800 });
  });

  it('云闪付’s user is asked of Huifu, and the page leads on to the address that it gave', async () => {
    const browser = new Browser(userAgents.unionPay);
    const plate = await newPlate();
    const waiting = await browser.submit(await browser.open(plate), { amount: '0.01' });
    expect(held(waiting, 'kind')).toBe('link');
    expect(held(waiting, 'pay')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/q\//);
    const sent = JSON.parse(sentTo('/jspay')['unionpay_data']!) as Record<string, string>;
    expect(sent).toEqual({
      user_id: expect.any(String) as string,
      qr_code: plate,
      customer_ip: '127.0.0.1',
      front_url: shop.url + held(waiting, 'state-url')!.replace('/state', ''),
    });
    expect(sentTo('usermark2/query')['app_up_identifier']).toBe('UnionPay/1.0 CloudPay');
  });
});

describe('the form', () => {
  it('takes what a person can mean by an amount, and nothing else', async () => {
    const browser = new Browser('Mozilla/5.0');
    const plate = await newPlate();
    for (const amount of ['', '0', '-1', '1e3', '0.001', '12,5', 'abc', '99999999', '<script>']) {
      const page = await browser.open(plate);
      const answer = await browser.submit(page, { amount });
      expect([answer.status, amount]).toEqual([400, amount]);
      expect(answer.body).not.toContain('<script>');
    }
    const before = (await newest()).id;
    expect((await browser.submit(await browser.open(plate), { amount: '１２．５' })).status).toBe(200);
    expect(await newest()).toMatchObject({ amount: 1250 });
    expect((await newest()).id).not.toBe(before);
  });

  it('cannot change the price of a plate that has one', async () => {
    const browser = new Browser('Mozilla/5.0');
    await browser.submit(await browser.open(await newPlate(5_000)), { amount: '0.01' });
    expect(await newest()).toMatchObject({ amount: 5_000 });
  });

  it('from another visit, or without its own mark, makes no order', async () => {
    const plate = await newPlate();
    const browser = new Browser('Mozilla/5.0');
    const page = await browser.open(plate);
    const before = (await newest()).id;
    expect((await browser.submit(page, { amount: '1', csrf: 'x'.repeat(22) })).status).toBe(403);
    expect((await new Browser('Mozilla/5.0').open(plate, { method: 'POST', body: 'amount=1' })).status).toBe(403);
    const stranger = new Browser('Mozilla/5.0');
    stranger.at = plate;
    expect((await stranger.submit(page, { amount: '1' })).status).toBe(403);
    expect((await newest()).id).toBe(before);
  });

  it('sent twice makes one order', async () => {
    const browser = new Browser('Mozilla/5.0');
    const page = await browser.open(await newPlate());
    const [one, two] = await Promise.all([
      browser.submit(page, { amount: '6' }),
      browser.submit(page, { amount: '6' }),
    ]);
    expect(held(one, 'state-url')).toBe(held(two, 'state-url'));
    const { rows } = await shop.desk.ledger.listPayments(shop.desk.profile.id, {}, null, 50);
    expect(rows.filter(({ amount }) => amount === 600)).toHaveLength(1);
  });

  it('has an end: too many orders from one address are turned away', async () => {
    const browser = new Browser('Mozilla/5.0');
    const plate = await newPlate(700);
    let turnedAway = 0;
    for (let n = 0; n < 30; n += 1) {
      const page = await browser.open(plate);
      const answer = await ask(new URL(/action="([^"]+)"/.exec(page.body)![1]!, plate).href, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; '),
          'x-forwarded-for': '198.51.100.7',
        },
        body: new URLSearchParams(
          [...page.body.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
            name!,
            value!,
          ]),
        ).toString(),
      });
      if (answer.status === 429) turnedAway += 1;
    }
    expect(turnedAway).toBeGreaterThanOrEqual(9);
  });

  it('of a plate that was taken away is gone', async () => {
    const plate = await newPlate();
    const { counter, profile } = shop.desk;
    await counter.removePlate(profile.id, plate.split('/').at(-1)!);
    expect((await new Browser('Mozilla/5.0').open(plate)).status).toBe(404);
  });
});

describe('the waiting page', () => {
  it('says what the record says, and asks the gateway when the payer says “done”', async () => {
    const browser = new Browser('Mozilla/5.0');
    const waiting = await browser.submit(await browser.open(await newPlate()), { amount: '9' });
    const state = new URL(held(waiting, 'state-url')!, shop.url).href;
    expect(JSON.parse((await ask(state)).body)).toMatchObject({ state: 'waiting', final: false });
    const payment = await newest();
    await shop.gateway.act(payment.requestNumber, 'open');
    await shop.gateway.act(payment.requestNumber, 'pay');
    await expect
      .poll(async () => (JSON.parse((await ask(`${state}?ask=1`)).body) as { state: string }).state, { timeout: 8_000 })
      .toBe('paid');
  });

  it('as WeChat’s ticket may stand in WeChat’s frame only, and finds the order by its number', async () => {
    const payment = await newest();
    const ticket = await ask(`${shop.url}/ticket?out_trade_no=${payment.requestNumber}&sub_mch_id=1&check_code=x`);
    expect(ticket.headers['content-security-policy']).toContain('frame-ancestors https://payapp.weixin.qq.com');
    expect(ticket.body).toContain('/page/ticket.js');
    expect(ticket.body).toContain(`data-state="${payment.state}"`);
    expect((await ask(`${shop.url}/ticket?out_trade_no=unknown1234`)).body).not.toContain('data-state');
  });
});

describe('the shop’s own mini program', () => {
  it('gets what requestPayment takes, and its scene and query back', async () => {
    const plate = await newPlate();
    const asked = {
      code: 'login1',
      attempt: 'attempt-0001',
      amount: '20.00',
      scene: 1069,
      query: { table: '7', from: 'app' },
    };
    const first = await callApplet(plate, asked);
    expect(first).toMatchObject({
      status: 200,
      body: {
        payInfo: { signType: 'RSA', package: expect.any(String) as string },
        scene: 1069,
        query: { table: '7', from: 'app' },
      },
    });
    expect(await newest()).toMatchObject({ way: 'applet', method: 'wechat', amount: 2_000, till: null });
    expect(JSON.parse(sentTo('/jspay')['wx_data']!)).toEqual({
      sub_appid: 'wx0000000000000002',
      sub_openid: 'oPayerOfTheApplet001',
    });
    expect(JSON.parse((await ask(first.body['stateUrl'] as string)).body)).toMatchObject({ state: 'waiting' });
    const again = await callApplet(plate, { ...asked, code: 'login2' });
    expect(again.body['order']).toBe(first.body['order']);
    expect(JSON.parse((await shop.desk.ledger.pageOrder(first.body['order'] as string))!.origin!)).toEqual({
      scene: 1069,
      query: { table: '7', from: 'app' },
    });
  });

  it('is refused what is wrong, in a word that its programmer can use', async () => {
    const plate = await newPlate();
    const good = { code: 'login1', attempt: 'attempt-0002', amount: '1.00' };
    expect(await callApplet(plate, { ...good, amount: '0' })).toMatchObject({
      status: 400,
      body: { error: 'badAmount' },
    });
    expect(await callApplet(plate, { ...good, goods: '🍜' })).toMatchObject({
      status: 400,
      body: { error: 'badGoods' },
    });
    expect(await callApplet(plate, { ...good, more: 1 })).toMatchObject({ status: 400, body: { error: 'badRequest' } });
    expect(await callApplet(plate, { ...good, code: 'wrong' })).toMatchObject({
      status: 502,
      body: { error: 'noPayer' },
    });
    expect((await ask(plate.replace('/p/', '/applet/'))).status).toBe(405);
  });
});

describe('the payer behind a payment code', () => {
  it('is told under the shop’s own account too', async () => {
    const { counter, profile } = shop.desk;
    expect(await counter.wechatUser(profile.id, '134500000000000001')).toMatchObject({
      ok: true,
      data: { openId: 'oPractice_0001', appOpenId: 'oPracticeSub_0001' },
    });
    expect(sentTo('wxusermark/query')).toMatchObject({
      auth_code: '134500000000000001',
      sub_appid: 'wx0000000000000001',
    });
    expect(await counter.wechatUser(profile.id, '999')).toMatchObject({
      ok: false,
      error: { code: 'gatewayRejected' },
    });
  });
});

describe('readiness', () => {
  it('says what is bound, what is missing and what to do', async () => {
    const answer = await shop.desk.counter.readiness(shop.desk.profile.id);
    if (!answer.ok) throw new Error(answer.error.code);
    const by = Object.fromEntries(answer.data.map((one) => [one.topic, one]));
    expect(by['merchant']).toMatchObject({ level: 'good' });
    expect(by['wechatConfig']).toMatchObject({ level: 'good', outcome: 'ok' });
    expect(by['paymentPath']).toMatchObject({ level: 'bad', outcome: 'missing' });
    expect(by['realName']).toMatchObject({ level: 'good', outcome: 'authorized' });
    expect(JSON.stringify(answer.data)).not.toMatch(/110101199001010011|13800000001/);
  });

  it('recognises the known cases in Huifu’s own words', async () => {
    const cases = [
      ['数据权限认证失败', 'dataPermission'],
      ['接口权限认证失败', 'interfacePermission'],
      ['当前商户需补齐相关资料后，才可进行相应的支付交易', 'wechatRealName'],
    ] as const;
    for (const [desc, advice] of cases) {
      await shop.gateway.fault('code', {
        on: '/v2/merchant/busi/realname/query',
        when: 'before',
        code: '90000000',
        desc,
      });
      const answer = await shop.desk.counter.readiness(shop.desk.profile.id);
      expect(answer.ok && answer.data.find(({ topic }) => topic === 'realName')).toMatchObject({
        level: 'bad',
        outcome: 'refused',
        advice,
      });
    }
  });
});
