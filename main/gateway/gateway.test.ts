import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiGeneration } from '../../shared/domain/profile.ts';
import { instant } from '../../shared/domain/time.ts';
import { createPaymentGateway, type CallRecord } from './index.ts';
import { amount, merchant, newTestKey, order, ownCall, signerOf, startTestGateway, testProfile } from './testing.ts';

const key = newTestKey();
const test = await startTestGateway(key);
afterAll(() => test.close());
beforeEach(() => {
  test.seen.length = 0;
});

const records: CallRecord[] = [];
const io = { fetch, now: () => instant(Date.now()), onAnswer: (call: CallRecord) => void records.push(call) };
type Change = Parameters<typeof testProfile>[0];

function gateway(change: Change = {}) {
  const profile = testProfile({ baseUrl: test.baseUrl, huifuPublicKey: test.huifuKey.spki, ...change });
  return createPaymentGateway({ profile, signer: signerOf(key) }, io);
}

const expiresAt = instant(Date.parse('2026-01-05T09:45:00+08:00'));
const request = { ...order, amount, goods: '拿铁/大杯 <热> & 曲奇', expiresAt };
const link = 'https://api.huifu.com/hostingh5/?jump_id=H1&huifu_id=6666000000000001';
const preordered = (sent: Record<string, string>) => ({
  resp_code: '00000000',
  resp_desc: '操作成功',
  req_date: sent['req_date'],
  req_seq_id: sent['req_seq_id'],
  huifu_id: sent['huifu_id'],
  pre_order_id: 'H20260105',
  jump_url: link,
  time_expire: '20260105094500',
});
const found = (sent: Record<string, string>) => ({
  ...sent,
  resp_code: '00000000',
  resp_desc: '查询成功',
  trans_stat: 'S',
  trans_amt: '12.50',
  pay_type: 'T_JSAPI',
});

describe('hosted pre-order', () => {
  it('sends the documented fields, signed as they stand, and gives the link', async () => {
    test.answer(preordered);
    expect(await gateway().createHostedPayment(request)).toMatchObject({
      kind: 'accepted',
      value: { link, preOrderNumber: 'H20260105', expiresAt },
      answer: { respCode: '00000000', clockAheadMs: expect.any(Number) as number },
    });
    const [seen] = test.seen;
    expect(seen).toMatchObject({ path: '/v2/trade/hosting/payment/preorder', signed: true });
    expect(JSON.parse(seen!.body)).toMatchObject({ sys_id: merchant.sysId, product_id: merchant.productId });
    expect(seen!.data).toEqual({
      req_date: '20260105',
      req_seq_id: order.requestNumber,
      huifu_id: merchant.huifuId,
      pre_order_type: '1',
      trans_amt: '12.50',
      goods_desc: '拿铁/大杯 <热> & 曲奇',
      time_expire: '20260105094500',
      hosting_data: '{"project_title":"示例收银台","project_id":"PROJECTID2026"}',
    });
    expect(seen!.headers['content-type']).toBe('application/json;charset=UTF-8');
    expect(seen!.headers).not.toHaveProperty('jpt-x-skill-source');
    expect(seen!.headers).not.toHaveProperty('jpt-x-skill-huifu_id');
  });

  it('sends the source label with the merchant of the request when it is set', async () => {
    test.answer(preordered);
    await gateway({ skillSource: 'console-1' }).createHostedPayment(request);
    expect(test.seen[0]!.headers).toMatchObject({
      'jpt-x-skill-source': 'console-1',
      'jpt-x-skill-huifu_id': merchant.huifuId,
    });
  });

  it('uses the path prefix of the base URL', async () => {
    test.answer(preordered);
    await gateway({ baseUrl: `${test.baseUrl}/huifu/` }).createHostedPayment(request);
    expect(test.seen[0]!.path).toBe('/huifu/v2/trade/hosting/payment/preorder');
  });

  it('takes the shop name where the project has no title, and cleans it', async () => {
    test.answer(preordered);
    await gateway({ projectTitle: '', name: '茶馆🍵\n二店' }).createHostedPayment(request);
    expect(JSON.parse(test.seen[0]!.data['hosting_data']!)).toEqual({
      project_title: '茶馆二店',
      project_id: 'PROJECTID2026',
    });
  });

  it.each([
    '',
    'http://evil.example.com/pay',
    'javascript:alert(1)',
    'weixin://pay',
    'pay',
    `https://a.example.com/${'x'.repeat(2_048)}`,
    7,
    null,
  ])('hands out no link but an https one: %j', async (jump_url) => {
    test.answer((sent) => ({ ...preordered(sent), jump_url }));
    const answers = { fetch: toTestGateway, now: io.now };
    const live = createPaymentGateway(
      {
        profile: testProfile({ baseUrl: 'https://api.huifu.com', huifuPublicKey: test.huifuKey.spki }),
        signer: signerOf(key),
      },
      answers,
    );
    expect(await live.createHostedPayment(request)).toMatchObject({ kind: 'unknown', reason: 'mismatch' });
  });

  it('takes a plain http link from a gateway on this machine only', async () => {
    test.answer((sent) => ({ ...preordered(sent), jump_url: 'http://192.168.1.5:8080/pay/1' }));
    expect(await gateway().createHostedPayment(request)).toMatchObject({
      kind: 'accepted',
      value: { link: 'http://192.168.1.5:8080/pay/1' },
    });
  });

  it('knows a duplicate and a refusal', async () => {
    test.answer(() => ({ resp_code: '99010002', resp_desc: '预下单请求流水重复' }));
    expect(await gateway().createHostedPayment(request)).toMatchObject({
      kind: 'duplicate',
      advice: 'duplicatePreorder',
    });
    test.answer(() => ({ resp_code: '10000000', resp_desc: '托管项目信息不存在' }));
    expect(await gateway().createHostedPayment(request)).toMatchObject({
      kind: 'rejected',
      advice: 'projectNotActive',
    });
  });
});

/** The live base URL is never called here: the network under the gateway leads to loopback. */
const toTestGateway: typeof fetch = (input, init) => {
  const asked = input as Request;
  return fetch(new Request(asked.url.replace('https://api.huifu.com', test.baseUrl), asked), init);
};

describe('hosted query and close', () => {
  it('asks with its own number and the order under org_ names', async () => {
    test.answer((sent) => ({ ...found(sent), order_stat: '1' }));
    const outcome = await gateway().queryHostedPayment(ownCall, order, amount);
    expect(outcome).toMatchObject({ kind: 'accepted', value: { news: 'paid', method: 'wechat', amount: 1250 } });
    expect(test.seen[0]).toMatchObject({ path: '/v2/trade/hosting/payment/queryorderinfo', signed: true });
    expect(test.seen[0]!.data).toEqual({
      req_date: '20260106',
      req_seq_id: ownCall.requestNumber,
      huifu_id: merchant.huifuId,
      org_req_date: '20260105',
      org_req_seq_id: order.requestNumber,
    });
  });

  it('does not take the answer of another order, merchant, day, call or amount', async () => {
    for (const change of [
      { org_req_seq_id: 'P20260105093000T1CCCCCCCC' },
      { org_req_date: '20260104' },
      { huifu_id: '6666000000000002' },
      { req_seq_id: 'Q20260106000001T1ZZZZZZZZ' },
      { trans_amt: '1250.00' },
    ]) {
      test.answer((sent) => ({ ...found(sent), ...change }));
      expect(await gateway().queryHostedPayment(ownCall, order, amount)).toMatchObject({
        kind: 'unknown',
        reason: 'mismatch',
        detail: Object.keys(change)[0],
      });
    }
  });

  it('says "not found" before the payer has opened the page', async () => {
    test.answer(() => ({ resp_code: '99010003', resp_desc: '交易不存在' }));
    expect(await gateway().queryHostedPayment(ownCall, order, amount)).toMatchObject({
      kind: 'notFound',
      advice: 'notOpenedYet',
    });
  });

  it('closes by close_stat', async () => {
    test.answer((sent) => ({ ...sent, resp_code: '00000000', close_stat: 'S', org_trans_stat: 'F', trans_stat: 'P' }));
    expect(await gateway().closeHostedPayment(ownCall, order)).toMatchObject({
      kind: 'accepted',
      value: { state: 'closed', payment: 'closed' },
    });
    expect(test.seen[0]).toMatchObject({
      path: '/v2/trade/hosting/payment/close',
      data: { org_req_seq_id: order.requestNumber },
    });
    test.answer((sent) => ({ ...sent, resp_code: '10000015', resp_desc: '不允许关闭一分钟以内的订单' }));
    expect(await gateway().closeHostedPayment(ownCall, order)).toMatchObject({
      kind: 'throttled',
      advice: 'closeTooEarly',
      retryAfterMs: 60_000,
    });
  });
});

describe('aggregated query and close', () => {
  it.each<[ApiGeneration, string, string, string]>([
    ['v2', 'org_req_date', 'org_req_seq_id', 'org_hf_seq_id'],
    ['v3', 'org_req_date', 'org_req_seq_id', 'org_hf_seq_id'],
    ['v4', 'req_date', 'req_seq_id', 'hf_seq_id'],
  ])('%s names the order by its own fields', async (generation, date, number, huifuNumber) => {
    test.answer(found);
    const own = gateway({ generation });
    expect(await own.queryAggregatedPayment(order, amount)).toMatchObject({
      kind: 'accepted',
      value: { news: 'paid' },
    });
    expect(test.seen[0]).toMatchObject({ path: `/${generation}/trade/payment/scanpay/query`, signed: true });
    expect(test.seen[0]!.data).toEqual({
      huifu_id: merchant.huifuId,
      [date]: '20260105',
      [number]: order.requestNumber,
    });

    const byHuifu = { ...order, requestNumber: '', huifuNumber: '0047topo' };
    expect(await own.queryAggregatedPayment(byHuifu, null)).toMatchObject({ kind: 'accepted' });
    expect(test.seen[1]!.data).toEqual({ huifu_id: merchant.huifuId, [date]: '20260105', [huifuNumber]: '0047topo' });
    test.answer((sent) => ({ ...found(sent), [huifuNumber]: 'another' }));
    expect(await own.queryAggregatedPayment(byHuifu, null)).toMatchObject({ kind: 'unknown', reason: 'mismatch' });
  });

  it('reads v4 answers in which objects are JSON text', async () => {
    test.answer((sent) => ({
      ...sent,
      resp_code: '00000000',
      trade_type: 'U_NATIVE',
      trans_stat: 'S',
      acct_stat: 'S',
      hf_seq_id: 'HF1',
      trans_amt: '12.50',
      pay_amt: '12.50',
      payment_fee: '{"fee_huifu_id":"6666","fee_flag":"2","fee_amount":"0.02"}',
      method_expand: '{"bank_type":"OTHERS"}',
      end_time: '20260105093105',
    }));
    expect(await gateway({ generation: 'v4' }).queryAggregatedPayment(order, amount)).toMatchObject({
      kind: 'accepted',
      value: { method: 'unionpay', booking: 'booked', fee: 2, huifuNumber: 'HF1', customerPaid: 1250 },
    });
  });

  it('closes on the one endpoint of all generations, by trans_stat', async () => {
    test.answer((sent) => ({ ...sent, resp_code: '00000000', trans_stat: 'F', org_trans_stat: 'S' }));
    const outcome = await gateway({ generation: 'v4' }).closeAggregatedPayment(ownCall, order);
    expect(outcome).toMatchObject({ kind: 'accepted', value: { state: 'refused', payment: 'paid' } });
    expect(test.seen[0]!.path).toBe('/v2/trade/payment/scanpay/close');
    expect(test.seen[0]!.data).toEqual({
      req_date: '20260106',
      req_seq_id: ownCall.requestNumber,
      huifu_id: merchant.huifuId,
      org_req_date: '20260105',
      org_req_seq_id: order.requestNumber,
    });
  });
});

describe('faults', () => {
  it('keeps number literals as signed, and believes nothing after a change on the way', async () => {
    const data = `{"fee_rate":0.00,"huifu_id":"${merchant.huifuId}","org_req_seq_id":"${order.requestNumber}","resp_code":"00000000","trans_amt":"12.50","trans_stat":"S"}`;
    const body = test.wrap(data);
    test.state.reply = (_, response) => response.end(body);
    expect(await gateway().queryHostedPayment(ownCall, order, amount)).toMatchObject({
      kind: 'accepted',
      value: { news: 'paid' },
    });
    test.state.reply = (_, response) => response.end(body.replace('0.00', '0'));
    expect(await gateway().queryHostedPayment(ownCall, order, amount)).toMatchObject({
      kind: 'unknown',
      reason: 'badSignature',
    });
    test.state.reply = (_, response) => response.end(body.replace('"S"', '"F"'));
    expect(await gateway().queryHostedPayment(ownCall, order, amount)).toMatchObject({
      kind: 'unknown',
      reason: 'badSignature',
    });
  });

  it.each([
    ['http://api.huifu.com', 'plainHttp'],
    ['api.huifu.com', 'badAddress'],
    ['', 'badAddress'],
  ])('sends nothing to %j', async (baseUrl, detail) => {
    let called = false;
    const never: typeof fetch = () => {
      called = true;
      return Promise.reject(new Error());
    };
    const own = createPaymentGateway(
      { profile: testProfile({ baseUrl }), signer: signerOf(key) },
      { ...io, fetch: never },
    );
    expect(await own.createHostedPayment(request)).toEqual({ kind: 'notSent', reason: 'badAddress', detail });
    expect(called).toBe(false);
  });

  it('sends nothing without a key', async () => {
    const signer = {
      ...signerOf(key),
      sign: (): string => {
        throw new Error('PRIVATE');
      },
    };
    const profile = testProfile({ baseUrl: test.baseUrl, huifuPublicKey: test.huifuKey.spki });
    expect(await createPaymentGateway({ profile, signer }, io).createHostedPayment(request)).toEqual({
      kind: 'notSent',
      reason: 'keyUnavailable',
      detail: '',
    });
    expect(test.seen).toEqual([]);
  });

  it('tells about every call without anything that must not be in a log', async () => {
    records.length = 0;
    test.answer(preordered);
    const outcomes = [await gateway().createHostedPayment(request)];
    test.state.reply = ({ body }, response) => response.writeHead(500).end(body);
    outcomes.push(await gateway().createHostedPayment(request));
    test.state.reply = ({ body }, response) => response.end(body);
    outcomes.push(await gateway().createHostedPayment(request));
    test.state.reply = (_, response) => void response.destroy();
    outcomes.push(await gateway().createHostedPayment(request));
    outcomes.push(await gateway({ baseUrl: 'ftp://x' }).createHostedPayment(request));
    expect(records.map((r) => [r.outcome, r.reason, r.respCode])).toEqual([
      ['accepted', null, '00000000'],
      ['unknown', 'http 500', 'HTTP 500'],
      ['unknown', 'badSignature', null],
      ['unknown', expect.stringMatching(/^connectionLost/), null],
      ['notSent', 'badAddress badAddress', null],
    ]);
    expect(
      records.every(
        (r) => r.requestNumber === order.requestNumber && r.path.endsWith('/preorder') && r.durationMs >= 0,
      ),
    ).toBe(true);
    const sign = (JSON.parse(test.seen[0]!.body) as { sign: string }).sign;
    const told = JSON.stringify([records, outcomes.slice(1)]);
    for (const secret of [
      sign,
      test.huifuKey.sign('x').slice(0, 8),
      '拿铁',
      'jump_id',
      'project_title',
      merchant.sysId,
    ])
      expect(told).not.toContain(secret);
  });
});
