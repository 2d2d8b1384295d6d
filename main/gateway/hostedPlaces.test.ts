import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { instant, type BusinessDate } from '../../shared/domain/time.ts';
import { createPaymentGateway } from './index.ts';
import { newTestKey, signerOf, startTestGateway, testProfile } from './testing.ts';
import type { HostedPaymentRequest } from './types.ts';

/** The places where a hosted payment is paid: cashier page with one, several or all methods, and the mini programs. */
const key = newTestKey();
const test = await startTestGateway(key);
afterAll(() => test.close());
beforeEach(() => {
  test.seen.length = 0;
});

const request: HostedPaymentRequest = {
  requestDate: '20260105' as BusinessDate,
  requestNumber: 'P20260105093000T01000003',
  amount: fen(100),
  goods: '会员充值',
  expiresAt: instant(Date.parse('2026-01-05T09:45:00+08:00')),
};

function place(more: Partial<HostedPaymentRequest>) {
  const profile = testProfile({
    baseUrl: test.baseUrl,
    huifuPublicKey: test.huifuKey.spki,
    projectTitle: '示例商户',
    projectId: 'PROJECTID2026',
  });
  const gateway = createPaymentGateway({ profile, signer: signerOf(key) }, { fetch, now: () => instant(Date.now()) });
  return gateway.createHostedPayment({ ...request, ...more });
}

function answer(more: Record<string, unknown>) {
  test.answer((sent) => ({
    resp_code: '00000000',
    resp_desc: '操作成功',
    req_date: sent['req_date'],
    req_seq_id: sent['req_seq_id'],
    huifu_id: sent['huifu_id'],
    pre_order_id: 'H1',
    ...more,
  }));
}

const hostingData = () => JSON.parse(test.seen[0]!.data['hosting_data']!) as Record<string, string>;

describe('the cashier page', () => {
  const page = { jump_url: 'https://api.huifu.com/hostingh5/?jump_id=1&huifu_id=2' };

  it('for one method is asked for as the handbook writes it', async () => {
    answer(page);
    const made = await place({
      methods: ['wechat'],
      returnUrl: 'https://shop.example.com/done',
      notifyUrl: 'https://pay.example.com/huifu/notify',
    });
    expect(made).toMatchObject({ kind: 'accepted', value: { link: page.jump_url } });
    const { hosting_data: _, ...sent } = test.seen[0]!.data;
    expect(sent).toMatchObject({
      pre_order_type: '1',
      trans_amt: '1.00',
      goods_desc: '会员充值',
      trans_type: 'T_JSAPI',
      notify_url: 'https://pay.example.com/huifu/notify',
    });
    expect(hostingData()).toEqual({
      project_title: '示例商户',
      project_id: 'PROJECTID2026',
      request_type: 'M',
      callback_url: 'https://shop.example.com/done',
    });
  });

  it('for several methods, on a PC', async () => {
    answer(page);
    await place({ methods: ['wechat', 'alipay', 'unionpay'], view: 'pc' });
    expect(test.seen[0]!.data['trans_type']).toBe('T_JSAPI,A_JSAPI,U_JSAPI');
    expect(hostingData()['request_type']).toBe('P');
  });

  it('for all methods names none, and no layout', async () => {
    answer(page);
    await place({ methods: [], view: 'pc' });
    expect(test.seen[0]!.data).not.toHaveProperty('trans_type');
    expect(hostingData()).not.toHaveProperty('request_type');
  });
});

describe('the mini program in WeChat', () => {
  it('is opened by its scheme, not by the fragment in jump_url', async () => {
    const miniapp_data = JSON.stringify({ gh_id: 'gh_1', path: 'p', scheme_code: 'weixin://dl/business/?t=abc' });
    answer({ jump_url: '&bank_switch=Y', miniapp_data });
    expect(await place({ place: 'wechatApplet' })).toMatchObject({
      kind: 'accepted',
      value: { link: 'weixin://dl/business/?t=abc' },
    });
    expect(test.seen[0]!.data).toMatchObject({ pre_order_type: '3', miniapp_data: '{"need_scheme":"Y"}' });
    expect(test.seen[0]!.data).not.toHaveProperty('hosting_data');
  });

  it.each(['', 'https://evil.example.com', 'javascript:alert(1)'])(
    '%j is no scheme to hand out',
    async (scheme_code) => {
      answer({ miniapp_data: { scheme_code } });
      expect(await place({ place: 'wechatApplet' })).toMatchObject({ kind: 'unknown', reason: 'mismatch' });
    },
  );
});

describe('the mini program in Alipay', () => {
  const jump_url = 'alipays://platformapi/startapp?appId=2021&page=pages%2Fcashier%2Fcashier%3Fp%3DH1';

  it('is opened by jump_url; the way back is encoded where it must be', async () => {
    answer({ jump_url });
    const made = await place({ place: 'alipayApplet', returnScheme: 'shopapp://done?a=1' });
    expect(made).toMatchObject({ kind: 'accepted', value: { link: jump_url } });
    expect(test.seen[0]!.data).toMatchObject({
      pre_order_type: '2',
      app_data: '{"app_schema":"shopapp%3A%2F%2Fdone%3Fa%3D1"}',
    });
  });

  it('leaves a plain way back as it is, and takes no other address', async () => {
    answer({ jump_url: 'https://example.com' });
    expect(await place({ place: 'alipayApplet', returnScheme: 'shopapp:' })).toMatchObject({ kind: 'unknown' });
    expect(test.seen[0]!.data['app_data']).toBe('{"app_schema":"shopapp:"}');
  });
});
