import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { amountsOf, refundedFee } from './orders/money.ts';
import { about, makeHosted, paths, startMerchant, until, type Merchant } from './testing/merchant.ts';

function refundData(merchant: Merchant, number: string, amount: string): Record<string, unknown> {
  return {
    ...about(merchant, number),
    ord_amt: amount,
    terminal_device_data: '{"device_type":"4"}',
    risk_check_data: '{"ip_addr":"203.0.113.8"}',
  };
}

async function paidOrder(merchant: Merchant, amount: string, coupon = false): Promise<string> {
  const { number } = await makeHosted(merchant, { trans_amt: amount });
  await merchant.control(`/orders/${number}/pay`, { coupon });
  return number;
}

/** Booking at once; refunds end only by hand. */
const timing = { bookingMs: 0, refundMs: 3_600_000 };

describe('faults of refunds', () => {
  test('taken and then not returned, or never done: each strikes one refund', async () => {
    const merchant = await startMerchant({ timing: { bookingMs: 0, refundMs: 0 } });
    const states: unknown[] = [];
    for (const one of [{ fault: 'refundFails' }, { fault: 'refundStuck' }, null]) {
      if (one) await merchant.control('/faults', one);
      const number = await paidOrder(merchant, '10.00');
      const data = refundData(merchant, number, '4.00');
      expect((await merchant.post(paths.hostingRefund, data)).data).toMatchObject({
        resp_code: '00000000',
        trans_stat: 'P',
      });
      const asked = await merchant.post(paths.hostingRefundQuery, about(merchant, String(data['req_seq_id'])));
      states.push(asked.data['trans_stat']);
    }
    expect(states).toEqual(['F', 'P', 'S']);
  });

  test('booked late: refused until then', async () => {
    const merchant = await startMerchant({ timing: { bookingMs: 0 } });
    await merchant.control('/faults', { fault: 'slowBooking', ms: 3_600_000 });
    const number = await paidOrder(merchant, '10.00');
    const refused = await merchant.post(paths.hostingRefund, refundData(merchant, number, '4.00'));
    expect(refused.data).toMatchObject({ resp_code: '23000000', resp_desc: '原交易未入账' });
    const { data } = await merchant.post(paths.hostingQuery, about(merchant, number));
    expect(data).toMatchObject({ trans_stat: 'S', acct_stat: 'I' });
  });
});

describe('hosted refunds', () => {
  test('accepted as processing, then done; found by the refund’s own numbers only', async () => {
    const merchant = await startMerchant({ timing });
    const number = await paidOrder(merchant, '10.00');
    const data = refundData(merchant, number, '4.00');
    const refundNumber = String(data['req_seq_id']);
    expect((await merchant.post(paths.hostingRefund, data)).data).toMatchObject({
      resp_code: '00000000',
      trans_stat: 'P',
      ord_amt: '4.00',
      fee_amt: '0.01',
      actual_ref_amt: '',
    });
    expect((await merchant.post(paths.hostingRefund, data)).data['resp_code']).toBe('99010002');
    const ask = async (of: string) => (await merchant.post(paths.hostingRefundQuery, about(merchant, of))).data;
    expect(await ask(number)).toMatchObject({ resp_code: '23000001', resp_desc: '退款单不存在' });
    expect(await ask(refundNumber)).toMatchObject({ trans_stat: 'P' });
    await merchant.control(`/refunds/${refundNumber}/finish`, { state: 'S' });
    expect(await ask(refundNumber)).toMatchObject({ trans_stat: 'S', actual_ref_amt: '4.00' });
    const { data: payment } = await merchant.post(paths.hostingQuery, about(merchant, number));
    expect(payment).toMatchObject({ trans_stat: 'S', order_stat: '6', ref_amt: '6.00' });
  });

  test('never more than the order, and a failed refund frees its share', async () => {
    const merchant = await startMerchant({ timing });
    const number = await paidOrder(merchant, '10.00');
    const refund = async (amount: string) => {
      const data = refundData(merchant, number, amount);
      return {
        own: String(data['req_seq_id']),
        code: (await merchant.post(paths.hostingRefund, data)).data['resp_code'],
      };
    };
    expect((await refund('10.01')).code).toBe('10000002');
    const first = await refund('7.00');
    expect(first.code).toBe('00000000');
    expect((await refund('3.01')).code).toBe('10000002');
    await merchant.control(`/refunds/${first.own}/finish`, { state: 'F' });
    expect((await refund('10.00')).code).toBe('00000000');
    expect((await merchant.control(`/orders/${number}`)).body).toMatchObject({ refunded_amt: '10.00' });
  });

  test('not before payment and booking, not in part with a coupon, not without funds', async () => {
    const merchant = await startMerchant({ timing: { ...timing, bookingMs: 3_600_000 } });
    const refund = async (number: string, amount: string) =>
      (await merchant.post(paths.hostingRefund, refundData(merchant, number, amount))).data['resp_code'];
    const unpaid = (await makeHosted(merchant)).number;
    expect(await refund(unpaid, '1.00')).toBe('10000001');
    const number = await paidOrder(merchant, '10.00', true);
    expect(await refund(number, '10.00')).toBe('23000000');
    await merchant.control('/advance', { seconds: 3_600 });
    expect(await refund(number, '1.00')).toBe('23000004');
    expect((await merchant.control('/balance', { change_fen: -1 })).body).toEqual({ balance_fen: 945 });
    expect(await refund(number, '10.00')).toBe('23000003');
    await merchant.control('/balance', { change_fen: 1 });
    expect(await refund(number, '10.00')).toBe('00000000');
    expect((await merchant.control('/balance')).body).toEqual({ balance_fen: 0 });
    expect(await refund('NOBODY', '1.00')).toBe('99010003');
  });

  test('an online refund says where it comes from', async () => {
    const merchant = await startMerchant({ timing });
    const number = await paidOrder(merchant, '10.00');
    const { terminal_device_data: _, ...bare } = refundData(merchant, number, '1.00');
    expect((await merchant.post(paths.hostingRefund, bare)).data['resp_desc']).toBe('terminal_device_data不能为空');
  });
});

test.each(['v2', 'v3', 'v4'] as const)('%s refunds an aggregated payment in its own names', async (version) => {
  const merchant = await startMerchant({ timing: { bookingMs: 0, refundMs: 20, sweepMs: 10 } });
  const create = version === 'v4' ? '/v4/trade/payment/create' : `/${version}/trade/payment/jspay`;
  const number = merchant.number();
  await merchant.post(create, {
    req_date: merchant.today,
    req_seq_id: number,
    huifu_id: merchant.gateway.huifuId,
    trade_type: 'A_NATIVE',
    trans_amt: '100.00',
    goods_desc: '门店消费',
  });
  await merchant.control(`/orders/${number}/pay`, {});
  const refund: Record<string, unknown> = { ...about(merchant, number), ord_amt: '100.00' };
  const made = await merchant.post(`/${version}/trade/payment/scanpay/refund`, refund);
  const fee = version === 'v4' ? 'fee_amount' : 'fee_amt';
  expect(made.data).toMatchObject({ resp_code: '00000100', trans_stat: 'P', [fee]: '0.38' });
  const ask = (of: string) =>
    merchant.post(`/${version}/trade/payment/scanpay/refundquery`, {
      huifu_id: merchant.gateway.huifuId,
      org_req_date: merchant.today,
      org_req_seq_id: of,
    });
  expect((await ask(number)).data['resp_code']).toBe('23000001');
  const done = await until('refunded', async () => {
    const { data } = await ask(String(refund['req_seq_id']));
    return data['trans_stat'] === 'S' ? data : undefined;
  });
  expect(done).toMatchObject({
    [version === 'v4' ? 'trade_type' : 'trans_type']: 'TRANS_REFUND',
    actual_ref_amt: '100.00',
  });
});

test('however an order is refunded in parts, its whole fee comes back and no part gives more than its share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9_999_999_999_999 }),
      fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 6 }),
      (total, weights) => {
        const order = { amount: fen(total), fee: amountsOf({ amount: fen(total), coupon: fen(0) }).fee };
        let [amount, fee] = [0, 0];
        for (const weight of weights) {
          const part = Number((BigInt(total - amount) * BigInt(weight)) / 1_000_001n);
          if (part === 0) continue;
          const back = refundedFee(fen(part), order, { amount: fen(amount), fee: fen(fee) });
          expect(BigInt(back) * BigInt(total)).toBeLessThanOrEqual(BigInt(part) * BigInt(order.fee));
          amount += part;
          fee += back;
        }
        const last = refundedFee(fen(total - amount), order, { amount: fen(amount), fee: fen(fee) });
        expect(fee + last).toBe(order.fee);
      },
    ),
  );
});
