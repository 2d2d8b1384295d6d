import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userAgents } from '../../../tests/phone.ts';
import { Browser, held, PageShop } from '../testing/pageShop.ts';
import { ask } from '../testing/shop.ts';

let open: PageShop;
beforeAll(async () => {
  open = await PageShop.open();
});
afterAll(() => open.close());
beforeEach(() => {
  open.wallets.seen = [];
  open.wallets.refusal = null;
});

describe('inside WeChat', () => {
  it('the payer is asked for silently, and the order is placed for exactly that payer', async () => {
    const browser = new Browser(userAgents.wechat);
    const plate = await open.plate();
    const page = await browser.open(plate);
    expect(page.status).toBe(200);
    expect(open.wallets.seen.map(({ path }) => path)).toEqual([
      '/connect/oauth2/authorize',
      '/sns/oauth2/access_token',
    ]);
    const [authorize] = open.wallets.seen;
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
    const payment = await open.newest();
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
    const sent = open.sentTo('/jspay');
    expect(JSON.parse(sent['wx_data']!)).toEqual({
      sub_appid: 'wx0000000000000001',
      sub_openid: 'oPayerOfTheAccount01',
    });
    expect(sent).toMatchObject({ trade_type: 'T_JSAPI', trans_amt: '12.50', notify_url: open.shop.notifyUrl });
  });

  it('secrets and the payer’s name are in no page and no log, and pages run only their own script', async () => {
    const browser = new Browser(userAgents.wechat);
    const page = await browser.open(await open.plate());
    const waiting = await browser.submit(page, { amount: '1' });
    for (const answer of [page, waiting]) {
      expect(answer.body).not.toContain(open.wallets.secrets.wechat);
      expect(answer.body).not.toContain('oPayer');
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
      expect(answer.body).not.toMatch(/<script(?! src="\/page\/)/);
    }
    expect([page.headers['set-cookie']].flat()[0]).toMatch(/HttpOnly; SameSite=Lax/);
  });

  it('WeChat’s verification file is there, and no other', async () => {
    expect(await ask(`${open.shop.url}/MP_verify_AbCd1234EfGh5678.txt`)).toMatchObject({
      status: 200,
      body: 'AbCd1234EfGh5678',
    });
    expect((await ask(`${open.shop.url}/MP_verify_AbCd1234EfGh5679.txt`)).status).toBe(404);
  });

  it('a code that was not asked for from here is not even tried', async () => {
    const plate = await open.plate();
    const victim = new Browser(userAgents.wechat);
    await victim.open(plate);
    open.wallets.seen = [];
    for (const query of ['code=stolen&state=guessed', 'code=stolen', `code=stolen&state=`]) {
      const answer = await victim.open(`${plate}/back?${query}`);
      expect(answer.status).toBe(400);
    }
    expect((await new Browser(userAgents.wechat).open(`${plate}/back?code=stolen&state=x`)).status).toBe(400);
    expect(open.wallets.seen).toEqual([]);
  });

  it('who cannot be told apart is offered the hosted cashier', async () => {
    open.wallets.refusal = { errcode: 40163, errmsg: 'code been used' };
    const browser = new Browser(userAgents.wechat);
    const plate = await open.plate();
    const page = await browser.open(plate);
    expect(page.status).toBe(502);
    expect(page.body).toContain('40163');
    const plain = await browser.open(new URL(/href="([^"]+plain)"/.exec(page.body)![1]!, plate).href);
    const waiting = await browser.submit(plain, { amount: '3' });
    expect(held(waiting, 'kind')).toBe('link');
    expect(held(waiting, 'pay')).toContain('/hostingh5/');
    expect(await open.newest()).toMatchObject({ way: 'hosted', till: null });
  });
});

describe('inside Alipay and 云闪付', () => {
  it('Alipay’s user id, asked for with the application’s own signature, gets a trade number', async () => {
    const browser = new Browser(userAgents.alipay);
    const waiting = await browser.submit(await browser.open(await open.plate(800)));
    expect(held(waiting, 'kind')).toBe('alipay');
    expect(JSON.parse(held(waiting, 'pay')!)).toEqual({ tradeNO: expect.any(String) as string });
    expect(JSON.parse(open.sentTo('/jspay')['alipay_data']!)).toEqual({ buyer_id: '2088000000000001' });
    expect(await open.newest()).toMatchObject({ way: 'page', method: 'alipay', amount: 800 });
  });

  it('云闪付’s user is asked of Huifu, and the page leads on to the address that it gave', async () => {
    const browser = new Browser(userAgents.unionPay);
    const plate = await open.plate();
    const waiting = await browser.submit(await browser.open(plate), { amount: '0.01' });
    expect(held(waiting, 'kind')).toBe('link');
    expect(held(waiting, 'pay')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/q\//);
    const sent = JSON.parse(open.sentTo('/jspay')['unionpay_data']!) as Record<string, string>;
    expect(sent).toEqual({
      user_id: expect.any(String) as string,
      qr_code: plate,
      customer_ip: '127.0.0.1',
      front_url: open.shop.url + held(waiting, 'state-url')!.replace('/state', ''),
    });
    expect(open.sentTo('usermark2/query')['app_up_identifier']).toBe('UnionPay/1.0 CloudPay');
  });
});

describe('the form', () => {
  it('takes what a person can mean by an amount, and nothing else', async () => {
    const browser = new Browser('Mozilla/5.0');
    const plate = await open.plate();
    for (const amount of ['', '0', '-1', '1e3', '0.001', '12,5', 'abc', '99999999', '<script>']) {
      const page = await browser.open(plate);
      const answer = await browser.submit(page, { amount });
      expect([answer.status, amount]).toEqual([400, amount]);
      expect(answer.body).not.toContain('<script>');
    }
    const before = (await open.newest()).id;
    expect((await browser.submit(await browser.open(plate), { amount: '１２．５' })).status).toBe(200);
    expect(await open.newest()).toMatchObject({ amount: 1250 });
    expect((await open.newest()).id).not.toBe(before);
  });

  it('cannot change the price of a plate that has one', async () => {
    const browser = new Browser('Mozilla/5.0');
    await browser.submit(await browser.open(await open.plate(5_000)), { amount: '0.01' });
    expect(await open.newest()).toMatchObject({ amount: 5_000 });
  });

  it('from another visit, or without its own mark, makes no order', async () => {
    const plate = await open.plate();
    const browser = new Browser('Mozilla/5.0');
    const page = await browser.open(plate);
    const before = (await open.newest()).id;
    expect((await browser.submit(page, { amount: '1', csrf: 'x'.repeat(22) })).status).toBe(403);
    expect((await new Browser('Mozilla/5.0').open(plate, { method: 'POST', body: 'amount=1' })).status).toBe(403);
    const stranger = new Browser('Mozilla/5.0');
    stranger.at = plate;
    expect((await stranger.submit(page, { amount: '1' })).status).toBe(403);
    expect((await open.newest()).id).toBe(before);
  });

  it('sent twice makes one order', async () => {
    const browser = new Browser('Mozilla/5.0');
    const page = await browser.open(await open.plate());
    const [one, two] = await Promise.all([
      browser.submit(page, { amount: '6' }),
      browser.submit(page, { amount: '6' }),
    ]);
    expect(held(one, 'state-url')).toBe(held(two, 'state-url'));
    const { rows } = await open.shop.desk.ledger.listPayments(open.shop.desk.profile.id, {}, null, 50);
    expect(rows.filter(({ amount }) => amount === 600)).toHaveLength(1);
  });

  it('has an end: too many orders from one address are turned away', async () => {
    const browser = new Browser('Mozilla/5.0');
    const plate = await open.plate(700);
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
    const plate = await open.plate();
    const { counter, profile } = open.shop.desk;
    await counter.removePlate(profile.id, plate.split('/').at(-1)!);
    expect((await new Browser('Mozilla/5.0').open(plate)).status).toBe(404);
  });
});

describe('the waiting page', () => {
  it('says what the record says, and asks the gateway when the payer says “done”', async () => {
    const browser = new Browser('Mozilla/5.0');
    const waiting = await browser.submit(await browser.open(await open.plate()), { amount: '9' });
    const state = new URL(held(waiting, 'state-url')!, open.shop.url).href;
    expect(JSON.parse((await ask(state)).body)).toMatchObject({ state: 'waiting', final: false });
    const payment = await open.newest();
    await open.shop.gateway.act(payment.requestNumber, 'open');
    await open.shop.gateway.act(payment.requestNumber, 'pay');
    await expect
      .poll(async () => (JSON.parse((await ask(`${state}?ask=1`)).body) as { state: string }).state, { timeout: 8_000 })
      .toBe('paid');
  });

  it('as WeChat’s ticket may stand in WeChat’s frame only, and finds the order by its number', async () => {
    const payment = await open.newest();
    const ticket = await ask(`${open.shop.url}/ticket?out_trade_no=${payment.requestNumber}&sub_mch_id=1&check_code=x`);
    expect(ticket.headers['content-security-policy']).toContain('frame-ancestors https://payapp.weixin.qq.com');
    expect(ticket.body).toContain('/page/ticket.js');
    expect(ticket.body).toContain(`data-state="${payment.state}"`);
    expect((await ask(`${open.shop.url}/ticket?out_trade_no=unknown1234`)).body).not.toContain('data-state');
  });
});
