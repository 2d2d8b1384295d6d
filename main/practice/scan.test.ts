import { describe, expect, test } from 'vitest';
import { about, openPage, paths, press, startMerchant, until, type Merchant } from './testing/merchant.ts';

function createData(merchant: Merchant, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    req_date: merchant.today,
    req_seq_id: merchant.number(),
    huifu_id: merchant.gateway.huifuId,
    trade_type: 'A_NATIVE',
    trans_amt: '12.50',
    goods_desc: '门店消费',
    ...changes,
  };
}

function codeData(merchant: Merchant, code: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const { trade_type: _, ...data } = createData(merchant, changes);
  return {
    ...data,
    auth_code: code,
    risk_check_data: '{"ip_addr":"203.0.113.8"}',
    terminal_device_info: '{"device_ip":"203.0.113.8","mer_device_type":"10"}',
  };
}

/** The same question in the words of each generation (huifu-api.md §3.6.1). */
function query(merchant: Merchant, version: 'v2' | 'v3' | 'v4', number: string) {
  const prefix = version === 'v4' ? '' : 'org_';
  return merchant.post(`/${version}/trade/payment/scanpay/query`, {
    huifu_id: merchant.gateway.huifuId,
    [`${prefix}req_date`]: merchant.today,
    [`${prefix}req_seq_id`]: number,
  });
}

describe('creating', () => {
  test.each(['v2/trade/payment/jspay', 'v3/trade/payment/jspay', 'v4/trade/payment/create'])(
    '%s makes a code that opens the phone page, and is paid there',
    async (path) => {
      const merchant = await startMerchant();
      const version = path.slice(0, 2) as 'v2';
      const data = createData(merchant);
      const created = await merchant.post(`/${path}`, data);
      expect(created.data).toMatchObject({ resp_code: '00000100', trans_stat: 'P', trans_amt: '12.50' });
      expect(created.isSigned).toBe(true);
      const number = String(data['req_seq_id']);
      expect((await query(merchant, version, number)).data).toMatchObject({ trans_stat: 'P', bank_code: 'NOTPAY' });
      const link = String(created.data['qr_code']);
      const { html } = await openPage(link);
      expect(html).toContain('name="wallet" value="A"');
      expect(await press(link, html, 'pay', 'A')).toContain('data-testid="paid"');
      expect((await query(merchant, version, number)).data).toMatchObject({ trans_stat: 'S', pay_amt: '12.50' });
      expect((await merchant.post(`/${path}`, data)).data['resp_code']).toBe('20000000');
    },
  );

  test('v3 and v4 tell the same in different names', async () => {
    const merchant = await startMerchant();
    const data = createData(merchant);
    await merchant.post('/v3/trade/payment/jspay', data);
    const number = String(data['req_seq_id']);
    await merchant.control(`/orders/${number}/pay`, {});
    const { data: v3 } = await query(merchant, 'v3', number);
    const { data: v4 } = await query(merchant, 'v4', number);
    expect(v3).toMatchObject({
      org_req_seq_id: number,
      trans_type: 'A_NATIVE',
      fee_amt: '0.05',
      bank_desc: '交易成功',
    });
    expect(v4).toMatchObject({ req_seq_id: number, trade_type: 'A_NATIVE', bank_message: '交易成功' });
    expect(JSON.parse(String(v4['payment_fee']))).toMatchObject({ fee_amount: '0.05' });
    expect(JSON.parse(String(v4['method_expand']))).toMatchObject({ buyer_id: '2088000000000001' });
    for (const name of ['trans_type', 'fee_amt', 'bank_desc', 'alipay_response']) expect(v4).not.toHaveProperty(name);
    for (const name of ['trade_type', 'payment_fee', 'bank_message', 'method_expand'])
      expect(v3).not.toHaveProperty(name);
  });

  test.each([
    ['v3', { trade_type: 'T_JSAPI', wx_data: '{"sub_appid":"wx1","sub_openid":"o1"}' }, 'paySign'],
    ['v4', { trade_type: 'T_MINIAPP', method_expand: '{"sub_appid":"wx1","sub_openid":"o1"}' }, 'prepay_id='],
    ['v3', { trade_type: 'A_JSAPI', alipay_data: '{"buyer_id":"2088"}' }, 'tradeNO'],
    [
      'v3',
      { trade_type: 'U_JSAPI', unionpay_data: '{"user_id":"u","qr_code":"q","customer_ip":"203.0.113.8"}' },
      'http://127.0.0.1',
    ],
  ])('%s %o answers with pay_info', async (version, changes, part) => {
    const merchant = await startMerchant();
    const path = version === 'v4' ? '/v4/trade/payment/create' : '/v3/trade/payment/jspay';
    const { data } = await merchant.post(path, createData(merchant, changes));
    expect(data).toMatchObject({ resp_code: '00000100', trade_type: changes.trade_type });
    expect(data['pay_info']).toContain(part);
  });

  test.each([
    ['/v3/trade/payment/jspay', { trade_type: 'T_JSAPI' }, '10000000', 'openid不能为空'],
    ['/v3/trade/payment/jspay', { trade_type: 'X_JSAPI' }, '10000000', '不支持交易类型'],
    ['/v3/trade/payment/jspay', { trade_type: 'toString' }, '10000000', '不支持交易类型'],
    ['/v4/trade/payment/create', { trade_type: 'T_NATIVE' }, '10000000', '不支持交易类型'],
    ['/v3/trade/payment/jspay', { channel_no: '' }, '22000005', '该路由下未配置可用通道'],
    ['/v3/trade/payment/jspay', { goods_desc: '字'.repeat(128) }, '10000000', 'goods_desc长度超限'],
  ])('%s %o is refused', async (path, changes, code, desc) => {
    const merchant = await startMerchant();
    const { data } = await merchant.post(path, createData(merchant, changes));
    expect(data).toMatchObject({ resp_code: code, resp_desc: desc });
    expect((await merchant.control('/orders')).body).toEqual([]);
  });
});

describe('payment codes', () => {
  test('a small amount is paid at once; the code is used up', async () => {
    const merchant = await startMerchant();
    const first = await merchant.post('/v3/trade/payment/micropay', codeData(merchant, '134567890123456789'));
    expect(first.data).toMatchObject({ resp_code: '00000000', trans_stat: 'S', trade_type: 'T_MICROPAY' });
    const again = await merchant.post('/v3/trade/payment/micropay', codeData(merchant, '134567890123456789'));
    expect(again.data).toMatchObject({ resp_code: '90000000' });
    expect((await merchant.control('/orders')).body).toHaveLength(1);
  });

  test('above 1000 yuan the payer types a password, or does not', async () => {
    const merchant = await startMerchant();
    for (const [code, act, stat] of [
      ['280000000000000001', 'pay', 'S'],
      ['280000000000000002', 'decline', 'F'],
    ] as const) {
      const data = codeData(merchant, code, { trans_amt: '1000.01' });
      const number = String(data['req_seq_id']);
      const created = await merchant.post('/v2/trade/payment/micropay', data);
      expect(created.data).toMatchObject({ resp_code: '00000100', trans_stat: 'P', trade_type: 'A_MICROPAY' });
      expect((await query(merchant, 'v3', number)).data).toMatchObject({ trans_stat: 'P', password_trade: 'Y' });
      await merchant.control(`/orders/${number}/${act}`, {});
      const { data: after } = await query(merchant, 'v3', number);
      expect(after['trans_stat']).toBe(stat);
      expect(after['password_trade']).toBeUndefined();
    }
  });

  test.each(['150000000000000001', '300000000000000001'])(
    '%s asks for a password, whatever the amount',
    async (code) => {
      const merchant = await startMerchant({ timing: { passwordMs: 60, sweepMs: 10 } });
      const data = codeData(merchant, code);
      const created = await merchant.post('/v3/trade/payment/micropay', data);
      expect(created.data).toMatchObject({ resp_code: '00000100', trans_stat: 'P' });
      await until('typed', async () =>
        (await query(merchant, 'v3', String(data['req_seq_id']))).data['trans_stat'] === 'S' ? true : undefined,
      );
    },
  );

  test.each(['140000000000000001', '290000000000000001'])('%s is too old, and makes no order', async (code) => {
    const merchant = await startMerchant();
    const { data } = await merchant.post('/v3/trade/payment/micropay', codeData(merchant, code));
    expect(data).toMatchObject({ resp_code: '90000000', resp_desc: '付款码已过期，请刷新后重试' });
    expect((await merchant.control('/orders')).body).toEqual([]);
  });

  test('UnionPay is processing first; v4 takes the code inside method_expand', async () => {
    const merchant = await startMerchant({ timing: { unionPayCodeMs: 30, sweepMs: 10 } });
    const data = createData(merchant, {
      trade_type: 'U_MICROPAY',
      method_expand: '{"auth_code":"6200000000000000001"}',
      terminal_device_data: '{"device_ip":"203.0.113.8"}',
    });
    const created = await merchant.post('/v4/trade/payment/create', data);
    expect(created.data).toMatchObject({ resp_code: '00000100', trans_stat: 'P' });
    await until('paid', async () =>
      (await query(merchant, 'v4', String(data['req_seq_id']))).data['trans_stat'] === 'S' ? true : undefined,
    );
  });

  test.each([
    [{ auth_code: '12345' }, '付款码格式异常'],
    [
      { terminal_device_info: undefined, terminal_device_data: '{"device_ip":"1"}' },
      'terminal_device_info.device_ip不能为空',
    ],
    [{ risk_check_data: '' }, 'risk_check_data不能为空'],
    [{ req_date: '20200101' }, '请求日期必须是当前日期'],
  ])('%o is refused: %s', async (changes, desc) => {
    const merchant = await startMerchant();
    const data = Object.entries({ ...codeData(merchant, '134567890123456789'), ...changes });
    const sent = Object.fromEntries(data.filter(([, value]) => value !== undefined));
    const answer = await merchant.post('/v3/trade/payment/micropay', sent);
    expect(answer.data).toMatchObject({ resp_code: '10000000', resp_desc: desc });
  });
});

describe('asking and closing', () => {
  test('a question without a locator, or about nothing', async () => {
    const merchant = await startMerchant();
    const bare = await merchant.post('/v3/trade/payment/scanpay/query', { huifu_id: merchant.gateway.huifuId });
    expect(bare.data['resp_code']).toBe('21000000');
    expect((await query(merchant, 'v3', 'NOBODY')).data['resp_code']).toBe('23000001');
  });

  test('a close is processing, then done, and found by the payment’s numbers', async () => {
    const merchant = await startMerchant({ timing: { closeMs: 60, sweepMs: 10 } });
    const data = createData(merchant);
    const number = String(data['req_seq_id']);
    await merchant.post('/v3/trade/payment/jspay', data);
    const close = about(merchant, number);
    expect((await merchant.post(paths.closeQuery, about(merchant, number))).data['resp_code']).toBe('23000001');
    expect((await merchant.post(paths.close, close)).data['resp_code']).toBe('20000001');
    await merchant.control('/advance', { seconds: 60 });
    expect((await merchant.post(paths.close, close)).data).toMatchObject({
      trans_stat: 'P',
      sub_resp_code: '00000100',
    });
    const closed = await until('closed', async () => {
      const { data: state } = await merchant.post(paths.closeQuery, about(merchant, number));
      return state['trans_stat'] === 'S' ? state : undefined;
    });
    expect(closed).toMatchObject({ org_trans_stat: 'F', org_req_seq_id: number });
    expect((await query(merchant, 'v3', number)).data).toMatchObject({ trans_stat: 'F', bank_desc: '交易已关单' });
    expect((await merchant.post(paths.close, about(merchant, number))).data['resp_code']).toBe('23000000');
  });

  test('UnionPay orders cannot be closed, paid ones neither', async () => {
    const merchant = await startMerchant();
    const union = createData(merchant, { trade_type: 'U_NATIVE' });
    const paid = createData(merchant);
    for (const data of [union, paid]) await merchant.post('/v3/trade/payment/jspay', data);
    await merchant.control(`/orders/${String(paid['req_seq_id'])}/pay`, {});
    await merchant.control('/advance', { seconds: 60 });
    const close = async (data: Record<string, unknown>) =>
      (await merchant.post(paths.close, about(merchant, String(data['req_seq_id'])))).data['resp_code'];
    expect(await close(union)).toBe('23000004');
    expect(await close(paid)).toBe('10000016');
  });
});
