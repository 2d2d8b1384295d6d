import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { refundRoutes, type RefundRoute } from '../../shared/domain/refund.ts';
import { instant, type BusinessDate } from '../../shared/domain/time.ts';
import { createPaymentGateway } from './index.ts';
import { describeRefund } from './refund.ts';
import { merchant, newTestKey, order, ownCall, signerOf, startTestGateway, testProfile } from './testing.ts';

const key = newTestKey();
const test = await startTestGateway(key);
afterAll(() => test.close());
beforeEach(() => {
  test.seen.length = 0;
});

function profile() {
  return testProfile({ baseUrl: test.baseUrl, huifuPublicKey: test.huifuKey.spki });
}
function gateway() {
  return createPaymentGateway({ profile: profile(), signer: signerOf(key) }, { fetch, now: () => instant(Date.now()) });
}

/** Made a day after the order. */
const call = { requestDate: '20260106' as BusinessDate, requestNumber: 'R20260106093000T1CCCCCCCC' };
const request = (route: RefundRoute) => ({
  route,
  call,
  payment: order,
  amount: fen(450),
  reason: '商品退货',
  notifyUrl: null,
});
const asked = (route: RefundRoute) => gateway().queryRefund(ownCall, { route, call, amount: fen(450) });

const paths: Record<RefundRoute, [refund: string, query: string]> = {
  hosting: ['/v2/trade/hosting/payment/htRefund', '/v2/trade/hosting/payment/queryRefundInfo'],
  v2: ['/v2/trade/payment/scanpay/refund', '/v2/trade/payment/scanpay/refundquery'],
  v3: ['/v3/trade/payment/scanpay/refund', '/v3/trade/payment/scanpay/refundquery'],
  v4: ['/v4/trade/payment/scanpay/refund', '/v4/trade/payment/scanpay/refundquery'],
};

/** The order's ids beside the refund's, as every generation answers them. */
const taken = (sent: Record<string, string>) => ({
  ...sent,
  resp_code: '00000100',
  resp_desc: '交易正在处理中',
  trans_stat: 'P',
  hf_seq_id: 'REFUND-HF',
  org_hf_seq_id: 'ORDER-HF',
});
const done = (sent: Record<string, string>) => ({
  huifu_id: sent['huifu_id'],
  org_req_date: sent['org_req_date'],
  org_req_seq_id: sent['org_req_seq_id'],
  org_hf_seq_id: 'REFUND-HF',
  resp_code: '00000000',
  resp_desc: '查询成功',
  trans_stat: 'S',
  ord_amt: '4.50',
  actual_ref_amt: '4.05',
  fee_amt: '0.01',
  trans_finish_time: '20260106093105',
});

describe.each(refundRoutes)('%s', (route) => {
  it('sends the documented fields: its own number, the order with the day of the order', async () => {
    test.answer(taken);
    expect(await gateway().refund(request(route))).toMatchObject({
      kind: 'accepted',
      value: { news: 'refunding', actual: null, huifuNumber: 'REFUND-HF', endedAt: null },
    });
    expect(test.seen[0]).toMatchObject({ path: paths[route][0], signed: true });
    const { terminal_device_data, risk_check_data, ...fields } = test.seen[0]!.data;
    expect(fields).toEqual({
      req_date: '20260106',
      req_seq_id: call.requestNumber,
      huifu_id: merchant.huifuId,
      ord_amt: '4.50',
      org_req_date: '20260105',
      org_req_seq_id: order.requestNumber,
      remark: '商品退货',
    });
    expect(JSON.parse(terminal_device_data!)).toEqual({ device_type: '4' });
    expect((JSON.parse(risk_check_data!) as { ip_addr: string }).ip_addr).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });

  it('shows beforehand exactly what it then sends', async () => {
    test.answer(taken);
    await gateway().refund(request(route));
    const shown = describeRefund(profile(), request(route));
    expect(shown.path).toBe(test.seen[0]!.path);
    expect(Object.fromEntries(shown.fields)).toEqual(test.seen[0]!.data);
  });

  it("asks by the refund's own numbers under their other name", async () => {
    test.answer(done);
    expect(await asked(route)).toMatchObject({
      kind: 'accepted',
      value: {
        news: 'refunded',
        actual: 405,
        fee: 1,
        huifuNumber: 'REFUND-HF',
        endedAt: Date.parse('2026-01-06T09:31:05+08:00'),
      },
    });
    expect(test.seen[0]!.path).toBe(paths[route][1]);
    expect(test.seen[0]!.data).toEqual({
      huifu_id: merchant.huifuId,
      org_req_date: '20260106',
      org_req_seq_id: call.requestNumber,
      ...(route === 'hosting' ? { req_date: ownCall.requestDate, req_seq_id: ownCall.requestNumber } : {}),
    });
  });

  it('finds the order by every number that the endpoint takes', async () => {
    test.answer(taken);
    const nameless = { ...order, requestNumber: '' };
    await gateway().refund({ ...request(route), payment: { ...nameless, huifuNumber: '0047topo' } });
    await gateway().refund({ ...request(route), payment: { ...nameless, partyOrderNumber: '03212601' } });
    expect(
      test.seen.map(({ data }) => [data['org_hf_seq_id'], data['org_party_order_id'], data['org_req_date']]),
    ).toEqual([
      ['0047topo', undefined, '20260105'],
      [undefined, '03212601', '20260105'],
    ]);
  });
});

describe('what is not believed', () => {
  it.each([
    ['another amount', { ord_amt: '4.51' }],
    ['another merchant', { huifu_id: '6666000000000009' }],
    ['another refund', { org_req_seq_id: order.requestNumber }],
    ['another day', { org_req_date: '20260105' }],
  ])('a query about %s', async (_, change) => {
    test.answer((sent) => ({ ...done(sent), ...change }));
    expect(await asked('v3')).toMatchObject({ kind: 'unknown', reason: 'mismatch' });
  });

  it('a signature over something else', async () => {
    test.state.reply = ({ data }, response) =>
      response.end(test.wrap(JSON.stringify(taken(data))).replace('"P"', '"S"'));
    expect(await gateway().refund(request('v3'))).toMatchObject({ kind: 'unknown', reason: 'badSignature' });
  });
});

describe('what an answer to a refund means', () => {
  it.each([
    ['00000000', 'F', 'accepted'],
    ['20000000', '', 'duplicate'],
    ['99010002', '', 'duplicate'],
    ['10000001', '', 'throttled'],
    ['10000002', '', 'rejected'],
    ['23000003', '', 'rejected'],
    ['90000000', '', 'rejected'],
    ['90000000', 'P', 'unknown'],
    ['23000001', '', 'notFound'],
    ['30000000', '', 'unknown'],
    ['98888888', '', 'unknown'],
  ])('%s %s: %s', async (resp_code, trans_stat, kind) => {
    test.answer((sent) => ({ ...taken(sent), resp_code, trans_stat }));
    expect((await gateway().refund(request('v3'))).kind).toBe(kind);
  });

  it('an unsigned refusal leaves it in doubt: money hangs on it', async () => {
    test.state.reply = (_, response) => response.end('{"resp_code":"40001","resp_desc":"参数错误"}');
    expect(await gateway().refund(request('v3'))).toMatchObject({ kind: 'unknown' });
  });

  it('a refund that failed at the channel says why', async () => {
    test.answer((sent) => ({ ...done(sent), trans_stat: 'F', bank_message: '银行卡已注销' }));
    expect(await asked('hosting')).toMatchObject({
      kind: 'accepted',
      value: { news: 'failed', actual: null, fee: null },
      answer: { bankMessage: '银行卡已注销' },
    });
  });
});

it('a hosted order says what may still be refunded', async () => {
  test.answer((sent) => ({
    ...sent,
    resp_code: '00000000',
    order_stat: '6',
    trans_stat: 'S',
    trans_amt: '12.50',
    ref_amt: '8.00',
  }));
  expect(await gateway().queryHostedPayment(ownCall, order, fen(1250))).toMatchObject({
    kind: 'accepted',
    value: { news: 'paid', refundable: 800 },
  });
});
