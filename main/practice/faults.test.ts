import { describe, expect, test } from 'vitest';
import {
  about,
  isSignedBy,
  makeHosted,
  openPage,
  paths,
  preorderData,
  press,
  startMerchant,
  until,
  type Merchant,
} from './testing/merchant.ts';

async function orderCount(merchant: Merchant): Promise<number> {
  return ((await merchant.control('/orders')).body as unknown[]).length;
}

describe('an answer that never comes', () => {
  test.each([
    ['timeout', 'before', 0],
    ['timeout', 'after', 1],
    ['cut', 'before', 0],
    ['cut', 'after', 1],
  ])('%s %s the effect leaves %i orders', async (fault, when, orders) => {
    const merchant = await startMerchant();
    await merchant.control('/faults', { fault, when, on: 'preorder' });
    const data = preorderData(merchant);
    const giveUp = AbortSignal.timeout(300);
    const gone = new Promise((resolve) => giveUp.addEventListener('abort', resolve));
    const answer = merchant.post(paths.preorder, data).catch(() => 'nothing');
    expect(await (fault === 'timeout' ? Promise.race([answer, gone.then(() => 'nothing')]) : answer)).toBe('nothing');
    expect(await orderCount(merchant)).toBe(orders);
    // The fault struck once: the same number now tells whether the first call had its effect.
    const again = await merchant.post(paths.preorder, data);
    expect(again.data['resp_code']).toBe(orders === 1 ? '99010002' : '00000000');
  });

  test('half an answer, then a cut', async () => {
    const merchant = await startMerchant();
    await merchant.control('/faults', { fault: 'half', on: 'preorder' });
    await expect(merchant.post(paths.preorder, preorderData(merchant))).rejects.toThrow('terminated');
    expect(await orderCount(merchant)).toBe(1);
  });
});

describe('an answer in place of the true one', () => {
  const systemDown = '{"resp_code":"20000","resp_desc":"服务不可用"}';
  test.each([
    [{ fault: 'status', status: 502, when: 'before' }, 502, '502', 0],
    [{ fault: 'status', status: 500, when: 'after' }, 500, '500', 1],
    [{ fault: 'status', status: 911, when: 'before' }, 911, '911', 0],
    [{ fault: 'status', status: 914, when: 'before' }, 914, '914', 0],
    [{ fault: 'html', when: 'after' }, 200, '<!doctype html>', 1],
    [{ fault: 'unsigned', when: 'before' }, 200, systemDown, 0],
    [{ fault: 'unsigned', when: 'before', code: '40002', desc: '验签失败' }, 200, '"40002"', 0],
  ])('%o', async (fault, status, body, orders) => {
    const merchant = await startMerchant();
    await merchant.control('/faults', { ...fault, on: paths.preorder });
    const answer = await merchant.post(paths.preorder, preorderData(merchant));
    expect(answer).toMatchObject({ status, isSigned: null });
    expect(answer.text).toContain(body);
    expect(await orderCount(merchant)).toBe(orders);
  });

  test.each([
    ['before', 0],
    ['after', 1],
  ])('a system error %s the effect is signed and leaves %i orders', async (when, orders) => {
    const merchant = await startMerchant();
    await merchant.control('/faults', { fault: 'code', when, code: '98888888', desc: '系统错误' });
    const answer = await merchant.post(paths.preorder, preorderData(merchant));
    expect(answer).toMatchObject({ isSigned: true, data: { resp_code: '98888888' } });
    expect(answer.data['jump_url']).toBeUndefined();
    expect(await orderCount(merchant)).toBe(orders);
  });
});

describe('a true answer, changed', () => {
  test('a signature over something else', async () => {
    const merchant = await startMerchant();
    await merchant.control('/faults', { fault: 'badSignature', on: 'preorder' });
    const answer = await merchant.post(paths.preorder, preorderData(merchant));
    expect(answer).toMatchObject({ status: 200, isSigned: false, data: { resp_code: '00000000' } });
    expect(await orderCount(merchant)).toBe(1);
  });

  test('another amount or merchant, well signed; the record stays true', async () => {
    const merchant = await startMerchant();
    const { number } = await makeHosted(merchant);
    await merchant.control(`/orders/${number}/pay`, {});
    await merchant.control('/faults', { fault: 'wrongAmount', on: 'hostingQuery' });
    const changed = await merchant.post(paths.hostingQuery, about(merchant, number));
    expect(changed).toMatchObject({ isSigned: true, data: { trans_amt: '12.51', pay_amt: '12.51' } });
    await merchant.control('/faults', { fault: 'wrongMerchant', on: '*' });
    const other = await merchant.post(paths.hostingQuery, about(merchant, number));
    expect(other.isSigned).toBe(true);
    expect(other.data['huifu_id']).not.toBe(merchant.gateway.huifuId);
    const { data } = await merchant.post(paths.hostingQuery, about(merchant, number));
    expect(data).toMatchObject({ trans_amt: '12.50', huifu_id: merchant.gateway.huifuId });
  });

  test('a slow answer comes when everything else is done', async () => {
    const merchant = await startMerchant();
    await merchant.control('/faults', { fault: 'slow', ms: 2_000, on: 'preorder' });
    const arrived: string[] = [];
    const slow = merchant.post(paths.preorder, preorderData(merchant)).then(() => arrived.push('slow'));
    await until('its effect', async () => ((await orderCount(merchant)) === 1 ? true : undefined));
    await merchant.post(paths.preorder, preorderData(merchant)).then(() => arrived.push('next'));
    await slow;
    expect(arrived).toEqual(['next', 'slow']);
  });

  test('a shifted clock shows in the Date header', async () => {
    const merchant = await startMerchant();
    await merchant.control('/faults', { fault: 'dateShift', seconds: -7_200, on: 'preorder' });
    const answer = await merchant.post(paths.preorder, preorderData(merchant));
    expect(answer.isSigned).toBe(true);
    expect(Math.abs(Date.parse(answer.headers.get('date')!) + 7_200_000 - Date.now())).toBeLessThan(60_000);
  });

  test('not found, as often as was asked for', async () => {
    const merchant = await startMerchant();
    const { number } = await makeHosted(merchant);
    await merchant.control(`/orders/${number}/pay`, {});
    await merchant.control('/faults', { fault: 'notFound', on: 'hostingQuery', times: 2 });
    const codes = [];
    for (let i = 0; i < 3; i += 1)
      codes.push((await merchant.post(paths.hostingQuery, about(merchant, number))).data['resp_code']);
    expect(codes).toEqual(['99010003', '99010003', '00000000']);
  });
});

describe('payers who come late', () => {
  test('the phone pays an order that was closed under its hands', async () => {
    const merchant = await startMerchant();
    const { number, link } = await makeHosted(merchant);
    const { html } = await openPage(link);
    await merchant.control('/advance', { seconds: 60 });
    await merchant.post(paths.hostingClose, about(merchant, number));
    expect(await press(link, html, 'pay')).toContain('data-testid="closed"');
    await merchant.control('/faults', { fault: 'latePayment' });
    expect(await press(link, html, 'pay')).toContain('data-testid="paid"');
    const { data } = await merchant.post(paths.hostingQuery, about(merchant, number));
    expect(data).toMatchObject({ trans_stat: 'S', order_stat: '1', close_stat: 'S' });
  });

  test('the control address pays an expired order when it is told that this is late', async () => {
    const merchant = await startMerchant();
    const { number } = await makeHosted(merchant);
    expect((await merchant.control(`/orders/${number}/expire`, {})).body).toMatchObject({ result: 'done' });
    expect((await merchant.control(`/orders/${number}/pay`, {})).body).toMatchObject({ result: 'ended' });
    const late = await merchant.control(`/orders/${number}/pay`, { late: true });
    expect(late.body).toMatchObject({ result: 'done', order: { stage: 'paid' } });
    expect((await merchant.control(`/orders/${number}/pay`, {})).body).toMatchObject({ result: 'already' });
  });
});

describe('the control address', () => {
  test('lists and clears faults; until cleared they strike again', async () => {
    const merchant = await startMerchant();
    const { body } = await merchant.control('/faults', { fault: 'status', status: 500, when: 'before', times: null });
    const { id } = body as { id: number };
    for (let i = 0; i < 3; i += 1)
      expect((await merchant.post(paths.preorder, preorderData(merchant))).status).toBe(500);
    expect((await merchant.control('/faults')).body).toMatchObject([{ id, fault: 'status', times: null }]);
    expect((await merchant.control(`/faults/${id}`, undefined, 'DELETE')).status).toBe(200);
    expect((await merchant.control(`/faults/${id}`, undefined, 'DELETE')).status).toBe(404);
    expect((await merchant.post(paths.preorder, preorderData(merchant))).status).toBe(200);
  });

  test.each([
    ['/faults', { fault: 'nonsense' }],
    ['/faults', { fault: 'status', status: 500 }],
    ['/faults', { fault: 'slow' }],
    ['/faults', { fault: 'cut', when: 'after', on: '../etc' }],
    ['/faults', { fault: 'cut', when: 'after', times: 0 }],
    ['/advance', { seconds: -1 }],
    ['/reset', { all: true }],
  ])('%s refuses %o and says why', async (path, body) => {
    const merchant = await startMerchant();
    const answer = await merchant.control(path, body);
    expect(answer.status).toBe(400);
    expect((answer.body as { error: string }).error).not.toBe('');
    expect((await merchant.control('/faults')).body).toEqual([]);
  });

  test('takes nothing from a web page: no other host name, no plain form', async () => {
    const { gateway, control } = await startMerchant();
    const form = await fetch(`${gateway.controlUrl}/reset`, { method: 'POST', body: '{}' });
    expect(form.status).toBe(400);
    expect(form.headers.get('access-control-allow-origin')).toBeNull();
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(`${gateway.controlUrl}/orders`, { headers: { host: 'evil.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ).end();
    });
    expect(status).toBe(421);
    expect((await control('/nothing')).status).toBe(404);
    expect((await control('/orders/NOBODY/pay', {})).status).toBe(404);
  });

  test('shows the calls received, without what is nobody’s business', async () => {
    const merchant = await startMerchant();
    const code = '134567890123456789';
    const data = { ...preorderData(merchant), auth_code: code, risk_check_data: '{}' };
    await merchant.post('/v3/trade/payment/micropay', {
      ...data,
      terminal_device_info: '{"device_ip":"203.0.113.8"}',
    });
    const { body } = await merchant.control('/calls');
    expect(body).toMatchObject([
      { operation: 'micropay', answered: 200, respCode: '00000000', fields: { trans_amt: '12.50', auth_code: '***' } },
    ]);
    expect(JSON.stringify(body)).not.toContain(code);
    await merchant.control('/reset', {});
    expect((await merchant.control('/calls')).body).toEqual([]);
    expect((await merchant.control('/orders')).body).toEqual([]);
  });
});

test('garbage of any kind leaves the gateway standing', async () => {
  const merchant = await startMerchant();
  const { connect } = await import('node:net');
  const port = Number(new URL(merchant.gateway.gatewayUrl).port);
  for (const bytes of [
    '\0\0\0',
    'GET / HTTP/9.9\r\n\r\n',
    `POST / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(4000)}\r\n`,
  ]) {
    await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket
        .on('error', () => undefined)
        .once('close', resolve)
        .resume();
    });
  }
  for (const path of ['/hostingh5/?jump_id=%00', '/q/__proto__', '/q/%', '/cashier', '/hostingh5/?huifu_id=1'])
    expect((await fetch(merchant.gateway.gatewayUrl + path)).status).toBe(404);
  expect((await fetch(`${merchant.gateway.gatewayUrl}//`)).status).toBe(400);
  const bodies = ['{"data":{"a":'.repeat(2_000), '{"sys_id":{},"sign":[],"data":null}', `{"a":${'9'.repeat(100_000)}}`];
  for (const body of bodies) expect((await merchant.postRaw(paths.preorder, body)).status).toBe(200);
  const answer = await merchant.post(paths.preorder, preorderData(merchant));
  expect(isSignedBy(merchant.gateway.huifuPublicKey, 'x', 'eA==')).toBe(false);
  expect(answer.isSigned).toBe(true);
});
