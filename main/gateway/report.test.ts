import { describe, expect, it } from 'vitest';
import { paymentMethods } from '../../shared/domain/payment.ts';
import { instant } from '../../shared/domain/time.ts';
import { nestedFields, parseMaybeJson } from './fields.ts';
import { newsOf } from './paymentNews.ts';
import { readCloseReport, readMethod, readPaymentReport } from './report.ts';

describe('where a payment stands', () => {
  it.each([
    [{ trans_stat: 'S' }, 'paid'],
    [{ trans_stat: 's' }, 'paid'],
    [{ trans_stat: 'S', order_stat: '1' }, 'paid'],
    [{ trans_stat: 'S', order_stat: '2' }, 'paid'],
    [{ trans_stat: 'S', order_stat: '3' }, 'paid'],
    [{ trans_stat: 'S', order_stat: '6' }, 'paid'],
    [{ order_stat: '1' }, 'paid'],
    [{ order_stat: 3 }, 'paid'],
    [{ trans_stat: 'S', close_stat: 'S' }, 'paid'],
    [{ trans_stat: 'P', order_stat: '1' }, 'pending'],
    [{ trans_stat: 'P', order_stat: '5' }, 'pending'],
    [{ trans_stat: 'P' }, 'pending'],
    [{ trans_stat: 'I' }, 'pending'],
    [{ trans_stat: 'P', order_stat: '4' }, 'processing'],
    [{ trans_stat: 'P', bank_code: 'USERPAYING' }, 'processing'],
    [{ trans_stat: 'P', bank_message: '用户支付中，需要输入密码' }, 'processing'],
    [{ trans_stat: 'P', password_trade: 'Y' }, 'processing'],
    [{ trans_stat: 'P', bank_code: 'NOTPAY', order_stat: '4' }, 'unpaid'],
    [{ trans_stat: 'P', bank_desc: '订单未支付' }, 'unpaid'],
    [{}, 'unpaid'],
    [{ trans_stat: 'X' }, 'unpaid'],
    [{ trans_stat: 'F' }, 'failed'],
    [{ order_stat: '5' }, 'failed'],
    [{ trans_stat: 'F', bank_message: '余额不足' }, 'failed'],
    [{ trans_stat: 'F', bank_message: '付款码已过期' }, 'failed'],
    [{ trans_stat: 'F', bank_desc: '交易已关单' }, 'closed'],
    [{ trans_stat: 'F', bank_code: 'CLOSED' }, 'closed'],
    [{ trans_stat: 'F', resp_desc: '订单已过期' }, 'closed'],
    [{ trans_stat: 'F', close_stat: 'S' }, 'closed'],
    [{ trans_stat: 'P', close_stat: 'S' }, 'closed'],
    [{ trans_stat: 'F', close_stat: 'F' }, 'failed'],
    [{ trans_stat: 'S', order_stat: '5' }, null],
    [{ trans_stat: 'F', order_stat: '1' }, null],
  ])('%j: %s', (fields, news) => {
    expect(newsOf(fields, 'unpaid')).toBe(news === 'pending' ? 'unpaid' : news);
    expect(newsOf(fields, 'processing')).toBe(news === 'pending' ? 'processing' : news);
  });
});

function paid(fields: object) {
  return readPaymentReport({ trans_stat: 'S', ...fields }, 'processing');
}

describe('payment report', () => {
  it.each([
    [{ wx_response: { openid: 'oHuifu0001', sub_openid: 'oShop00002' } }, 'oSho***0002'],
    [{ wx_response: '{"openid":"oHuifu0001"}', wx_user_id: 'oOther0003' }, 'oHui***0001'],
    [{ alipay_response: { buyer_id: '2088000000000001', buyer_logon_id: '138****0001' } }, '2088***0001'],
    [{ unionpay_response: { acc_no: '6222****0001' } }, '6222***0001'],
    [{ method_expand: '{"sub_openid":"oShop00002"}' }, 'oSho***0002'],
    [{ wx_user_id: 'oOther0003' }, 'oOth***0003'],
    [{ wx_response: { openid: 'short' } }, undefined],
    [{ wx_response: 'no JSON' }, undefined],
    [{}, undefined],
  ])('says who paid, never in full: %j', (fields, payer) => {
    expect(paid(fields)?.payer).toBe(payer);
    expect(readPaymentReport({ ...fields, trans_stat: 'P' }, 'unpaid')?.payer).toBeUndefined();
  });

  it('reads a hosted answer', () => {
    const fields = {
      trans_stat: 'S',
      order_stat: '1',
      pay_type: 'A_NATIVE',
      trans_amt: '12.50',
      pay_amt: '12.00',
      settlement_amt: '12.3',
      fee_amt: '0.03',
      acct_stat: 'I',
      org_hf_seq_id: '00470topo1A',
      hf_seq_id: 'other',
      party_order_id: '03222',
      out_trans_id: '4200',
      trans_date: '20260105',
      trans_time: '20260105093105',
      wx_response: '{"bank_type":"OTHERS"}',
    };
    expect(readPaymentReport(fields, 'unpaid')).toEqual({
      news: 'paid',
      method: 'alipay',
      amount: 1250,
      customerPaid: 1200,
      settlement: 1230,
      fee: 3,
      booking: 'pending',
      huifuNumber: '00470topo1A',
      partyOrderNumber: '03222',
      walletNumber: '4200',
      endedAt: instant(Date.parse('2026-01-05T09:31:05+08:00')),
    });
  });

  it('reads the fee by each of its names, and the end in each of its forms', () => {
    expect(paid({ fee_amt: '0.01' })?.fee).toBe(1);
    expect(paid({ fee_amount: 0 })?.fee).toBe(0);
    expect(paid({ fee_amt: '', payment_fee: '{"fee_amount":"0.02","fee_flag":2}' })?.fee).toBe(2);
    expect(paid({ payment_fee: { fee_amount: '0.03' } })?.fee).toBe(3);
    expect(paid({})?.fee).toBeNull();
    const end = instant(Date.parse('2026-01-05T23:59:59+08:00'));
    expect(paid({ end_time: '20260105235959', trans_time: '093000' })?.endedAt).toBe(end);
    expect(paid({ trans_date: '20260105', trans_time: '235959' })?.endedAt).toBe(end);
    expect(paid({ trans_finish_time: '20260105235959' })?.endedAt).toBe(end);
    expect(paid({ trans_time: '' })?.endedAt).toBeNull();
  });

  it('says nothing about money that has not come', () => {
    const fields = {
      trans_stat: 'P',
      trans_amt: '12.50',
      pay_amt: '0.00',
      settlement_amt: '0',
      fee_amt: '0.00',
      acct_stat: 'I',
      trans_time: '20260105093105',
    };
    expect(readPaymentReport(fields, 'unpaid')).toMatchObject({
      amount: 1250,
      customerPaid: null,
      settlement: null,
      fee: null,
      booking: 'unknown',
      huifuNumber: null,
      endedAt: null,
    });
  });

  it.each([
    ['S', 'booked'],
    ['F', 'failed'],
    ['P', 'pending'],
    ['I', 'pending'],
    ['', 'unknown'],
    ['Z', 'unknown'],
  ])('acct_stat %s: %s', (acct_stat, booking) => {
    expect(readPaymentReport({ trans_stat: 'S', acct_stat }, 'unpaid')?.booking).toBe(booking);
  });

  it('knows every wallet by the prefixes of the three type fields', () => {
    const types = [
      'T_JSAPI',
      'T_MICROPAY',
      'A_NATIVE',
      'U_JSAPI',
      'UNION_PAY',
      'D_NATIVE',
      'Y_H5',
      'QUICK_PAY',
      'ONLINE_PAY_B2C',
      'LARGE_PAY',
      'TRANS_REFUND',
      '',
    ];
    const methods = types.map(readMethod);
    expect(methods).toEqual([
      'wechat',
      'wechat',
      'alipay',
      'unionpay',
      'unionpay',
      'ecny',
      'douyin',
      'bank',
      'bank',
      'bank',
      'unknown',
      'unknown',
    ]);
    expect(new Set(methods)).toEqual(new Set(paymentMethods));
    for (const name of ['pay_type', 'trade_type', 'trans_type'])
      expect(readPaymentReport({ [name]: 'T_JSAPI' }, 'unpaid')?.method).toBe('wechat');
  });
});

describe('close report', () => {
  it.each([
    ['S', 'F', 'closed', 'closed'],
    ['S', '', 'closed', null],
    ['S', 'S', 'closed', 'paid'],
    ['F', 'S', 'refused', 'paid'],
    ['F', 'F', 'refused', 'failed'],
    ['F', 'P', 'refused', 'processing'],
    ['P', 'P', 'processing', 'processing'],
    ['', '', 'processing', null],
    ['?', '', 'processing', null],
  ])('close %s, payment %s', (close, payment, state, news) => {
    for (const field of ['close_stat', 'trans_stat'] as const) {
      expect(readCloseReport({ [field]: close, org_trans_stat: payment }, field)).toEqual({ state, payment: news });
    }
    // In hosting `trans_stat` is not the state of the close.
    expect(readCloseReport({ trans_stat: close }, 'close_stat')).toEqual({ state: 'processing', payment: null });
  });
});

describe('nested fields', () => {
  it('are read as object, as JSON text and as JSON text of JSON text; anything else is left alone', () => {
    const object = { a: [1] };
    for (const value of [
      object,
      JSON.stringify(object),
      JSON.stringify(JSON.stringify(object)),
      ` ${JSON.stringify(object)} `,
    ]) {
      expect(parseMaybeJson(value)).toEqual(object);
      expect(nestedFields({ x: value }, 'X')).toEqual(object);
    }
    for (const value of ['', 'abc', '{broken', '12.50', 7, null, undefined]) expect(parseMaybeJson(value)).toBe(value);
    expect(nestedFields({ x: '[1]' }, 'x')).toEqual({});
    expect(nestedFields({}, 'x')).toEqual({});
  });
});
