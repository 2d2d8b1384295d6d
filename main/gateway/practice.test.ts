import { createPrivateKey, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant, type BusinessDate } from '../../shared/domain/time.ts';
import { about, makeHosted, paths, startMerchant, type Merchant } from '../practice/testing/merchant.ts';
import { createPaymentGateway, type CallRecord } from './index.ts';
import { readDay } from './dayStatus.ts';
import { newTestKey, signerOf, testProfile } from './testing.ts';
import type { PaymentGateway } from './types.ts';

/** The calls that follow an order to its end, against the practice gateway over real sockets. */
let merchant: Merchant;
let gateway: PaymentGateway;
let records: CallRecord[];

beforeEach(async () => {
  merchant = await startMerchant();
  records = [];
  const { gatewayUrl, sysId, productId, huifuId, huifuPublicKey, merchantPrivateKey } = merchant.gateway;
  const privateKey = createPrivateKey({ key: Buffer.from(merchantPrivateKey, 'base64'), format: 'der', type: 'pkcs8' });
  const signer = {
    ...signerOf(newTestKey()),
    sign: (text: string) => sign('sha256', Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  };
  const profile = testProfile({ baseUrl: gatewayUrl, sysId, productId, huifuId, huifuPublicKey });
  gateway = createPaymentGateway(
    { profile, signer },
    { fetch, now: () => instant(Date.now()), onAnswer: (call) => records.push(call) },
  );
});
afterEach(() => merchant.control('/faults', undefined, 'DELETE'));

const today = () => merchant.today as BusinessDate;
const own = () => ({ requestDate: today(), requestNumber: merchant.number() });
const locator = (requestNumber: string) => ({ requestDate: today(), requestNumber, huifuNumber: null });

async function makeScan(tradeType: string): Promise<string> {
  const number = merchant.number();
  const created = await merchant.post('/v3/trade/payment/jspay', {
    req_date: today(),
    req_seq_id: number,
    huifu_id: merchant.gateway.huifuId,
    trade_type: tradeType,
    trans_amt: '12.50',
    goods_desc: '门店消费',
  });
  expect(created.data['resp_code']).toBe('00000100');
  return number;
}

const older = (seconds: number) => merchant.control('/advance', { seconds });

/** The number on the customer's bill, from the gateway's own record. */
async function billNumber(number: string): Promise<string> {
  const { body } = await merchant.control(`/orders/${number}`);
  return String((body as Record<string, unknown>)['party_order_id']);
}

describe('a close query', () => {
  it('follows an aggregated close to its end', async () => {
    const number = await makeScan('A_NATIVE');
    expect(await gateway.queryAggregatedClose(own(), locator(number))).toMatchObject({ kind: 'notFound' });
    await older(61);
    const closed = await gateway.closeAggregatedPayment(own(), locator(number));
    expect(closed).toMatchObject({ kind: 'accepted', value: { state: 'processing', payment: 'processing' } });
    await older(2);
    const asked = await gateway.queryAggregatedClose(own(), locator(number));
    expect(asked).toMatchObject({ kind: 'accepted', value: { state: 'closed', payment: 'closed' } });
  });

  it('says that the payer was faster', async () => {
    const number = await makeScan('A_NATIVE');
    await older(61);
    await merchant.control('/faults', { fault: 'closePending', ms: 60_000 });
    await gateway.closeAggregatedPayment(own(), locator(number));
    await merchant.control(`/orders/${number}/pay`, { wallet: 'A' });
    const asked = await gateway.queryAggregatedClose(own(), locator(number));
    expect(asked).toMatchObject({ kind: 'accepted', value: { state: 'refused', payment: 'paid' } });
  });

  it('of a hosted order is read from the order: asked for or not, closed', async () => {
    const { number } = await makeHosted(merchant);
    await merchant.control(`/orders/${number}/open`, {});
    const before = await gateway.queryHostedClose(own(), locator(number));
    expect(before).toMatchObject({ kind: 'accepted', value: { state: 'none', payment: 'unpaid' } });
    await older(61);
    await merchant.post(paths.hostingClose, about(merchant, number));
    const after = await gateway.queryHostedClose(own(), locator(number));
    expect(after).toMatchObject({ kind: 'accepted', value: { state: 'closed', payment: 'closed' } });
  });

  it('UnionPay and e-CNY have no close', async () => {
    const number = await makeScan('U_NATIVE');
    await older(61);
    const closed = await gateway.closeAggregatedPayment(own(), locator(number));
    expect(closed).toMatchObject({ kind: 'rejected', advice: 'cannotClose' });
  });
});

describe('the number on a bill', () => {
  it('finds a hosted order', async () => {
    const { number } = await makeHosted(merchant);
    const bill = await billNumber(number);
    expect(await gateway.findHostedPayment(own(), bill)).toMatchObject({ kind: 'notFound' });
    await merchant.control(`/orders/${number}/pay`, { wallet: 'T' });
    expect(await gateway.findHostedPayment(own(), bill)).toMatchObject({
      kind: 'accepted',
      value: {
        requestNumber: number,
        requestDate: today(),
        amount: 1250,
        huifuId: merchant.gateway.huifuId,
        report: { news: 'paid', partyOrderNumber: bill },
      },
    });
  });

  it('finds an aggregated order, and only that product', async () => {
    const number = await makeScan('A_NATIVE');
    const bill = await billNumber(number);
    await merchant.control(`/orders/${number}/pay`, { wallet: 'A' });
    expect(await gateway.findHostedPayment(own(), bill)).toMatchObject({ kind: 'notFound' });
    expect(await gateway.findAggregatedPayment(bill)).toMatchObject({
      kind: 'accepted',
      value: { requestNumber: number, amount: 1250, report: { news: 'paid' } },
    });
    expect(await gateway.findAggregatedPayment('999999999999999999')).toMatchObject({ kind: 'notFound' });
  });
});

describe('the bulk status of a day', () => {
  it('comes page by page, with every product’s orders, and goes to the log as it came', async () => {
    const paid = await makeScan('A_NATIVE');
    await merchant.control(`/orders/${paid}/pay`, { wallet: 'A' });
    const { number: open } = await makeHosted(merchant);
    const third = await makeScan('A_NATIVE');
    const first = await gateway.queryDay(today(), 1, 2);
    expect(first).toMatchObject({
      kind: 'accepted',
      value: {
        count: 2,
        rows: [
          { requestNumber: paid, amount: 1250, report: { news: 'paid' } },
          { requestNumber: open, amount: 1250, report: { news: 'unpaid' } },
        ],
      },
    });
    const second = await gateway.queryDay(today(), 2, 2);
    expect(second).toMatchObject({ kind: 'accepted', value: { count: 1, rows: [{ requestNumber: third }] } });
    expect(records.at(-1)?.raw).toContain(third);
  });

  it('is read whatever its list is called, and says so when there is none', () => {
    const line = { req_seq_id: 'P1', trans_amt: '1.00', trans_stat: 'S' };
    const day = '20260105' as BusinessDate;
    for (const list of [[line], JSON.stringify([line]), JSON.stringify(JSON.stringify([line]))]) {
      expect(readDay({ whatever: list, resp_code: '00000000' }, '1', day)).toMatchObject({
        count: 1,
        rows: [{ requestNumber: 'P1', amount: 100, report: { news: 'paid' } }],
      });
    }
    expect(readDay({ resp_code: '00000000', total: '3' }, '1', day)).toEqual({ rows: null, count: 0 });
    expect(readDay({ list: ['P1', 'P2'] }, '1', day)).toEqual({ rows: null, count: 0 });
  });

  it('believes no line without an amount or a state, of another merchant, or of another day', () => {
    const day = '20260105' as BusinessDate;
    const good = { req_seq_id: 'P1', trans_amt: '1.00', trans_stat: 'S', huifu_id: '1', req_date: day };
    const bad = [
      { ...good, trans_amt: '' },
      { ...good, trans_stat: undefined },
      { ...good, huifu_id: '2' },
      { ...good, req_date: '20260106' },
      { ...good, order_stat: '5' },
    ];
    const lines = bad.map(({ trans_stat, ...rest }) => (trans_stat === undefined ? rest : { ...rest, trans_stat }));
    expect(readDay({ list: lines }, '1', day)).toEqual({ rows: [], count: 5 });
  });
});

it('a look at the clock brings the gateway’s time and leaves nothing behind', async () => {
  await merchant.control('/faults', { fault: 'dateShift', on: '*', times: null, seconds: 300 });
  const looked = await gateway.lookAtClock(own(), own());
  expect(looked.kind).toBe('notFound');
  const ahead = looked.kind === 'notFound' ? looked.answer.clockAheadMs : null;
  expect(Math.abs((ahead ?? 0) - 300_000)).toBeLessThan(3_000);
  expect((await merchant.control('/orders')).body).toEqual([]);
});
