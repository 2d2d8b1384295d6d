import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { ApiGeneration } from '../../shared/domain/profile.ts';
import { instant, type BusinessDate } from '../../shared/domain/time.ts';
import { createPaymentGateway } from './index.ts';
import { merchant, newTestKey, signerOf, startTestGateway, testProfile } from './testing.ts';
import type { AggregatedPaymentRequest, PaymentChannel, TradeType } from './types.ts';

const key = newTestKey();
const test = await startTestGateway(key);
afterAll(() => test.close());
beforeEach(() => {
  test.seen.length = 0;
});

function gateway(generation: ApiGeneration = 'v3') {
  const profile = testProfile({ baseUrl: test.baseUrl, huifuPublicKey: test.huifuKey.spki, generation });
  return createPaymentGateway({ profile, signer: signerOf(key) }, { fetch, now: () => instant(Date.now()) });
}

/** The counter QR of huifu-api.md App. B. */
const counterQr: AggregatedPaymentRequest = {
  requestDate: '20260105' as BusinessDate,
  requestNumber: 'P20260105093000T01000001',
  amount: fen(1_250),
  goods: '门店消费',
  expiresAt: instant(Date.parse('2026-01-05T09:45:00+08:00')),
  tradeType: 'A_NATIVE',
  channel: {},
  deviceIp: '203.0.113.8',
  notifyUrl: 'https://pay.example.com/huifu/notify',
};
const placed = (sent: Record<string, string>) => ({
  resp_code: '00000100',
  resp_desc: '下单成功',
  req_date: sent['req_date'],
  req_seq_id: sent['req_seq_id'],
  huifu_id: sent['huifu_id'],
  hf_seq_id: '0029000topA260105093000P000ac1',
  trade_type: sent['trade_type'],
  trans_amt: sent['trans_amt'],
  trans_stat: 'P',
  qr_code: 'https://qr.alipay.com/bax00000000',
});

describe('a QR code of one wallet', () => {
  it('is asked for as the handbook writes it', async () => {
    test.answer(placed);
    expect(await gateway().createAggregatedPayment(counterQr)).toMatchObject({
      kind: 'accepted',
      value: {
        qrCode: 'https://qr.alipay.com/bax00000000',
        payInfo: null,
        huifuNumber: '0029000topA260105093000P000ac1',
      },
    });
    expect(test.seen[0]).toMatchObject({ path: '/v3/trade/payment/jspay', signed: true });
    expect(test.seen[0]!.data).toEqual({
      req_date: '20260105',
      req_seq_id: 'P20260105093000T01000001',
      huifu_id: merchant.huifuId,
      trade_type: 'A_NATIVE',
      trans_amt: '12.50',
      goods_desc: '门店消费',
      time_expire: '20260105094500',
      risk_check_data: '{"ip_addr":"203.0.113.8"}',
      terminal_device_data: '{"device_type":"4","device_ip":"203.0.113.8"}',
      notify_url: 'https://pay.example.com/huifu/notify',
    });
  });

  it('leaves out what is not known: no address, no notification', async () => {
    test.answer(placed);
    const { deviceIp: _, notifyUrl: __, ...bare } = counterQr;
    await gateway().createAggregatedPayment({ ...bare, notifyUrl: null });
    expect(test.seen[0]!.data).not.toHaveProperty('risk_check_data');
    expect(test.seen[0]!.data).not.toHaveProperty('notify_url');
    expect(test.seen[0]!.data['terminal_device_data']).toBe('{"device_type":"4"}');
  });

  it.each([
    ['v2', '/v2/trade/payment/jspay'],
    ['v3', '/v3/trade/payment/jspay'],
    ['v4', '/v4/trade/payment/create'],
  ] as const)('%s has its own address', async (generation, path) => {
    test.answer(placed);
    expect(await gateway(generation).createAggregatedPayment(counterQr)).toMatchObject({ kind: 'accepted' });
    expect(test.seen[0]!.path).toBe(path);
    expect(test.seen[0]!.data).not.toHaveProperty('method_expand');
    expect(test.seen[0]!.data).not.toHaveProperty('alipay_data');
  });

  it('without the code itself is of no use, and is asked after', async () => {
    test.answer((sent) => ({ ...placed(sent), qr_code: '' }));
    expect(await gateway().createAggregatedPayment(counterQr)).toMatchObject({ kind: 'unknown', reason: 'mismatch' });
  });

  it('of another wallet, or another amount, is not believed', async () => {
    test.answer((sent) => ({ ...placed(sent), trade_type: 'T_NATIVE' }));
    expect(await gateway().createAggregatedPayment(counterQr)).toMatchObject({ kind: 'unknown', reason: 'mismatch' });
    test.answer((sent) => ({ ...placed(sent), trans_amt: '12.51' }));
    expect(await gateway().createAggregatedPayment(counterQr)).toMatchObject({ kind: 'unknown', reason: 'mismatch' });
  });
});

type Case = [TradeType, PaymentChannel, field: string, object: Record<string, string>];

/** What each trade type must carry (huifu-api.md §3.3.2), in v2/v3's own field; v4 has it bare in `method_expand`. */
const channels: Case[] = [
  ['T_JSAPI', { openId: 'oA' }, 'wx_data', { openid: 'oA' }],
  ['T_JSAPI', { appId: 'wx1', appOpenId: 'oB' }, 'wx_data', { sub_appid: 'wx1', sub_openid: 'oB' }],
  ['T_MINIAPP', { appId: 'wx2', appOpenId: 'oC' }, 'wx_data', { sub_appid: 'wx2', sub_openid: 'oC' }],
  ['A_JSAPI', { buyerId: '2088000000000001' }, 'alipay_data', { buyer_id: '2088000000000001' }],
  [
    'U_JSAPI',
    { userId: 'u1', plateUrl: 'https://qr.95516.com/1', payerIp: '203.0.113.9' },
    'unionpay_data',
    { user_id: 'u1', qr_code: 'https://qr.95516.com/1', customer_ip: '203.0.113.9' },
  ],
  ['D_NATIVE', { bankNumber: '01002' }, 'dc_data', { digital_bank_no: '01002' }],
];

const answered = (sent: Record<string, string>) => ({ ...placed(sent), pay_info: '{"tradeNO":"1"}' });

describe('what the wallet must know', () => {
  it.each(channels)('%s %j stands in its own field in v2 and v3', async (tradeType, channel, field, object) => {
    test.answer(answered);
    for (const generation of ['v2', 'v3'] as const)
      await gateway(generation).createAggregatedPayment({ ...counterQr, tradeType, channel });
    for (const { data } of test.seen) expect(JSON.parse(data[field]!)).toEqual(object);
  });

  it.each(channels.filter(([type]) => type !== 'D_NATIVE'))(
    '%s %j stands bare in method_expand in v4',
    async (tradeType, channel, field, object) => {
      test.answer(answered);
      await gateway('v4').createAggregatedPayment({ ...counterQr, tradeType, channel });
      expect(JSON.parse(test.seen[0]!.data['method_expand']!)).toEqual(object);
      expect(test.seen[0]!.data).not.toHaveProperty(field);
    },
  );

  it.each([
    ['as text', '{"appId":"wx1","package":"prepay_id=1","paySign":"a+/=="}'],
    ['as an object', { appId: 'wx1', package: 'prepay_id=1', paySign: 'a+/==' }],
  ])('pay_info %s is handed on untouched', async (_, pay_info) => {
    test.answer((sent) => ({ ...placed(sent), qr_code: undefined, pay_info }));
    const answer = await gateway().createAggregatedPayment({
      ...counterQr,
      tradeType: 'T_JSAPI',
      channel: { openId: 'oA' },
    });
    expect(answer).toMatchObject({
      value: { payInfo: '{"appId":"wx1","package":"prepay_id=1","paySign":"a+/=="}', qrCode: null },
    });
  });
});
