import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CounterShop } from '../testing/shop.ts';

let shop: CounterShop;
beforeEach(async () => {
  shop = await CounterShop.open();
});
afterEach(() => shop.close());

async function stand(payment: Parameters<CounterShop['reread']>[0]) {
  await shop.desk.counter.settled();
  const { state, booking, fee, customerPaid, alert } = await shop.reread(payment);
  return { state, booking, fee, customerPaid, alert };
}

const counts = async () => (await shop.desk.counter.view(shop.desk.profile.id)).status.counts;

describe('a notification of a payment', () => {
  it('makes it paid at once, is acknowledged to the letter, and leaves a line in the timeline', async () => {
    const payment = await shop.charge();
    await shop.signNotices();
    const answer = await shop.post(shop.notice(payment));
    expect(answer).toMatchObject({ status: 200, body: `RECV_ORD_ID_${payment.requestNumber}` });
    expect(answer.headers['content-type']).toBe('text/plain');
    expect(await stand(payment)).toEqual({
      state: 'paid',
      booking: 'pending',
      fee: 5,
      customerPaid: 1250,
      alert: null,
    });
    const lines = (await shop.desk.ledger.paymentEvents(payment.id)).filter(({ kind }) => kind === 'notice');
    expect(lines).toMatchObject([{ to: 'paid', respCode: '00000000', detail: 'trade' }]);
  });

  it('comes in two, in either order and any number of times, and neither takes back what the other said', async () => {
    const [first, second] = [await shop.charge(1), await shop.charge(2)];
    await shop.signNotices();
    const booked = { notify_type: 2, acct_stat: 'S' };
    for (const body of [shop.notice(first), shop.notice(first, booked), shop.notice(first), shop.notice(first, booked)])
      expect((await shop.post(body)).status).toBe(200);
    for (const body of [shop.notice(second, booked), shop.notice(second), shop.notice(second, booked)])
      expect((await shop.post(body)).status).toBe(200);
    for (const payment of [first, second])
      expect(await stand(payment)).toMatchObject({ state: 'paid', booking: 'booked', alert: null });
    for (const { id } of [first, second]) {
      const lines = (await shop.desk.ledger.paymentEvents(id)).filter(({ kind }) => kind === 'notice');
      expect(lines).toHaveLength(2);
    }
    expect(await counts()).toMatchObject({ done: 4, stored: 0 });
  });

  it('that failed ends it; a late one that it was paid says so loudly', async () => {
    const payment = await shop.charge();
    await shop.signNotices();
    await shop.post(
      shop.notice(payment, { trans_stat: 'F', acct_stat: '', resp_code: '90000000', bank_message: '余额不足' }),
    );
    expect(await stand(payment)).toMatchObject({ state: 'failed', alert: null });
    expect(await shop.reread(payment)).toMatchObject({ failureCode: '90000000', failureText: '余额不足' });
    await shop.post(shop.notice(payment));
    expect(await stand(payment)).toMatchObject({ state: 'paid', alert: 'paidAfterEnd' });
  });

  it('with another amount, or none, changes nothing; the gateway is asked instead', async () => {
    const payment = await shop.charge();
    const before = (await shop.gateway.calls()).filter(({ path }) => path.endsWith('queryorderinfo')).length;
    await shop.signNotices();
    expect((await shop.post(shop.notice(payment, { trans_amt: '0.01' }))).status).toBe(200);
    expect((await shop.post(shop.notice(payment, { trans_amt: undefined, notify_type: '2' }))).status).toBe(200);
    expect(await stand(payment)).toMatchObject({ state: 'waiting' });
    expect(await counts()).toMatchObject({ refused: 2 });
    await expect
      .poll(async () => (await shop.gateway.calls()).filter(({ path }) => path.endsWith('queryorderinfo')).length, {
        timeout: 8_000,
      })
      .toBeGreaterThan(before);
  });

  it('of an order that nobody here knows is kept and acknowledged', async () => {
    const payment = await shop.charge();
    await shop.signNotices();
    const stranger = { ...payment, requestNumber: 'P20260105093000T1ZZZZZZZZ' };
    expect(await shop.post(shop.notice(stranger))).toMatchObject({
      status: 200,
      body: `RECV_ORD_ID_${stranger.requestNumber}`,
    });
    // Same number, another day: another order.
    expect((await shop.post(shop.notice(payment, { req_date: '20250101' }))).status).toBe(200);
    expect(await stand(payment)).toMatchObject({ state: 'waiting' });
    expect(await counts()).toMatchObject({ orphan: 2, done: 0 });
    const [kept] = await shop.desk.ledger.noticesIn(shop.desk.profile.id, ['orphan'], 1);
    expect(JSON.parse(kept!.text)).toMatchObject({ req_seq_id: stranger.requestNumber });
  });

  it('of a close closes it; of a refund that nobody here made is kept as an orphan', async () => {
    const payment = await shop.charge();
    await shop.signNotices();
    const close = {
      huifu_id: payment.huifuId,
      org_req_date: payment.requestDate,
      org_req_seq_id: payment.requestNumber,
      org_trans_stat: 'F',
      close_stat: 'S',
    };
    expect((await shop.post(shop.form(close))).body).toBe(`RECV_ORD_ID_${payment.requestNumber}`);
    expect(await stand(payment)).toMatchObject({ state: 'closed' });
    const refund = { ...close, req_seq_id: 'R1', trans_type: 'TRANS_REFUND', trans_stat: 'S', close_stat: undefined };
    expect((await shop.post(shop.form(refund))).body).toBe('RECV_ORD_ID_R1');
    await shop.desk.counter.settled();
    expect(await counts()).toMatchObject({ orphan: 1 });
  });
});

describe('what was taken in and not looked at', () => {
  it('is worked off after a restart, once', async () => {
    const payment = await shop.charge();
    await shop.signNotices();
    const text = JSON.stringify({
      huifu_id: payment.huifuId,
      req_date: payment.requestDate,
      req_seq_id: payment.requestNumber,
      trans_amt: '12.50',
      trans_stat: 'S',
      acct_stat: 'S',
    });
    // What a process leaves that ended right after it had written the notice down.
    await shop.desk.ledger.storeNotices([
      {
        profileId: shop.desk.profile.id,
        source: 'notify',
        key: 'k1',
        requestNumber: payment.requestNumber,
        requestDate: payment.requestDate,
        text,
        sign: shop.huifu.sign(text),
        receivedAt: payment.createdAt,
      },
    ]);
    await shop.console.close();
    await shop.start();
    expect(await stand(payment)).toMatchObject({ state: 'paid', booking: 'booked' });
    expect(await counts()).toMatchObject({ done: 1, stored: 0 });
    await shop.console.close();
    await shop.start();
    await shop.desk.counter.settled();
    const lines = (await shop.desk.ledger.paymentEvents(payment.id)).filter(({ kind }) => kind === 'notice');
    expect(lines).toHaveLength(1);
  });
});

describe('a console Webhook', () => {
  const key = '0123456789abcdef0123456789abcdef';
  const seal = (body: string) =>
    createHash('md5')
      .update(body + key)
      .digest('hex')
      .toUpperCase();

  it('makes the gateway be asked, and is believed in nothing', async () => {
    const payment = await shop.charge();
    const id = shop.desk.profile.id;
    const url = `${shop.url}/huifu/webhook/${id}`;
    const body = JSON.stringify({
      eventDefineNo: 'hosting.pay',
      data: { mer_ord_id: payment.requestNumber, trans_stat: 'S' },
    });
    expect((await shop.post(body, `${url}?sign=${seal(body)}`)).status).toBe(404);
    expect((await shop.desk.counter.storeSecret(id, 'webhook', key)).ok).toBe(true);
    expect((await shop.post(body, `${url}?sign=${seal('other')}`)).status).toBe(400);

    expect((await shop.post(body, `${url}?sign=${seal(body)}`)).status).toBe(200);
    await shop.desk.counter.settled();
    expect(await stand(payment)).toMatchObject({ state: 'waiting' });

    await shop.gateway.act(payment.requestNumber, 'open');
    await shop.gateway.act(payment.requestNumber, 'pay');
    const again = JSON.stringify({ event_define_no: 'hosting.pay', mer_ord_id: payment.requestNumber });
    expect((await shop.post(again, url, { sign: seal(again) })).status).toBe(200);
    await expect.poll(async () => (await shop.reread(payment)).state, { timeout: 8_000 }).toBe('paid');
  });
});
