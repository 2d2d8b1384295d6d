import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PageShop } from './testing/pageShop.ts';

let open: PageShop;
beforeAll(async () => {
  open = await PageShop.open();
});
afterAll(() => open.close());

describe('the payer behind a payment code', () => {
  it('is told under the shop’s own account too', async () => {
    const { counter, profile } = open.shop.desk;
    expect(await counter.wechatUser(profile.id, '134500000000000001')).toMatchObject({
      ok: true,
      data: { openId: 'oPractice_0001', appOpenId: 'oPracticeSub_0001' },
    });
    expect(open.sentTo('wxusermark/query')).toMatchObject({
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
    const answer = await open.shop.desk.counter.readiness(open.shop.desk.profile.id);
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
      await open.shop.gateway.fault('code', {
        on: '/v2/merchant/busi/realname/query',
        when: 'before',
        code: '90000000',
        desc,
      });
      const answer = await open.shop.desk.counter.readiness(open.shop.desk.profile.id);
      expect(answer.ok && answer.data.find(({ topic }) => topic === 'realName')).toMatchObject({
        level: 'bad',
        outcome: 'refused',
        advice,
      });
    }
  });
});
