import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageShop } from '../testing/pageShop.ts';
import { ask } from '../testing/shop.ts';

let open: PageShop;
beforeAll(async () => {
  open = await PageShop.open();
});
afterAll(() => open.close());

async function callApplet(plate: string, body: unknown) {
  const answer = await ask(plate.replace('/p/', '/applet/'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${Math.floor(Math.random() * 250)}` },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(answer.body || '{}') as Record<string, unknown> };
}

describe('the shop’s own mini program', () => {
  it('gets what requestPayment takes, and its scene and query back', async () => {
    const plate = await open.plate();
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
    expect(await open.newest()).toMatchObject({ way: 'applet', method: 'wechat', amount: 2_000, till: null });
    expect(JSON.parse(open.sentTo('/jspay')['wx_data']!)).toEqual({
      sub_appid: 'wx0000000000000002',
      sub_openid: 'oPayerOfTheApplet001',
    });
    expect(JSON.parse((await ask(first.body['stateUrl'] as string)).body)).toMatchObject({ state: 'waiting' });
    const again = await callApplet(plate, { ...asked, code: 'login2' });
    expect(again.body['order']).toBe(first.body['order']);
    expect(JSON.parse((await open.shop.desk.ledger.pageOrder(first.body['order'] as string))!.origin!)).toEqual({
      scene: 1069,
      query: { table: '7', from: 'app' },
    });
  });

  it('is refused what is wrong, in a word that its programmer can use', async () => {
    const plate = await open.plate();
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
