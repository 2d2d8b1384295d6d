import { describe, expect, test } from 'vitest';
import { instant, parseBeijingStamp, toBeijingStamp } from '../../shared/domain/time.ts';
import {
  about,
  canonical,
  makeHosted,
  openPage,
  paths,
  preorderData,
  press,
  startMerchant,
  until,
} from './testing/merchant.ts';

describe('the envelope, over a socket', () => {
  test('a signed preorder is accepted and answered with sorted, signed data', async () => {
    const merchant = await startMerchant();
    const data = preorderData(merchant);
    const answer = await merchant.post(paths.preorder, data);
    expect(answer).toMatchObject({ status: 200, isSigned: true });
    expect(answer.data).toMatchObject({
      resp_code: '00000000',
      req_seq_id: data['req_seq_id'],
      huifu_id: merchant.gateway.huifuId,
      hosting_data: data['hosting_data'],
    });
    expect(answer.data['jump_url']).toMatch(
      new RegExp(`^${merchant.gateway.gatewayUrl}/hostingh5/\\?jump_id=[\\w-]+&huifu_id=\\d{16}$`),
    );
    expect(Object.keys(answer.data)).toEqual(Object.keys(answer.data).sort());
    expect(Date.parse(answer.headers.get('date')!)).toBeGreaterThan(Date.now() - 60_000);
  });

  test('what does not get in answers with the gateway layer’s own statuses', async () => {
    const merchant = await startMerchant();
    const data = preorderData(merchant);
    expect((await merchant.post('/v2/trade/hosting/payment/Preorder', data)).status).toBe(404);
    expect((await merchant.post(paths.preorder, data, { sys_id: '1' })).status).toBe(921);
    expect((await merchant.post(paths.preorder, data, { product_id: 'X' })).status).toBe(921);
    expect((await merchant.post(paths.preorder, data, { data: { ...data, trans_amt: '0.01' } })).status).toBe(922);
    expect((await merchant.post(paths.preorder, { ...data, goods_desc: 'a\u0007' })).status).toBe(412);
    expect((await merchant.postRaw(paths.preorder, 'x'.repeat(1_100_000))).status).toBe(413);
    for (const answer of [
      await merchant.postRaw(paths.preorder, 'garbage'),
      await merchant.post(paths.preorder, data, { data: canonical(data) }),
      await merchant.postRaw(paths.preorder, '{}', { 'content-type': 'text/plain' }),
    ]) {
      expect(answer).toMatchObject({ status: 200, isSigned: null });
      expect(JSON.parse(answer.text)).toMatchObject({ resp_code: '40001' });
    }
    expect((await fetch(merchant.gateway.gatewayUrl + paths.preorder)).status).toBe(404);
    expect((await merchant.control('/orders')).body).toEqual([]);
  });
});

describe('preorder', () => {
  test.each([
    [{ trans_amt: '' }, 'trans_amt不能为空'],
    [{ trans_amt: '1' }, 'trans_amt格式不正确'],
    [{ trans_amt: '1.5' }, 'trans_amt格式不正确'],
    [{ trans_amt: '0.00' }, 'trans_amt格式不正确'],
    [{ trans_amt: '１.50' }, 'trans_amt格式不正确'],
    [{ trans_amt: '-1.50' }, 'trans_amt格式不正确'],
    [{ trans_amt: 1.5 }, 'trans_amt格式不正确'],
    [{ trans_amt: '123456789012.00' }, 'trans_amt长度超限'],
    [{ goods_desc: '字'.repeat(41) }, 'goods_desc长度超限'],
    [{ req_date: '20200101' }, '请求日期必须是当前日期'],
    [{ req_seq_id: 'x'.repeat(65) }, 'req_seq_id长度超限'],
    [{ huifu_id: '6666000000000002' }, '数据权限认证失败'],
    [{ time_expire: '2026' }, 'orderExpireTime格式不正确'],
    [{ time_expire: '20200101000000' }, '订单时间错误：订单已超时'],
    [{ hosting_data: '' }, 'hosting_data不能为空'],
    [{ hosting_data: '{' }, 'hosting_data格式不正确'],
    [{ hosting_data: '{"project_title":"x","project_id":"PROJECTID0"}' }, '托管项目信息不存在'],
    [{ hosting_data: '{"project_id":"PROJECTID2026000001"}' }, 'project_title不能为空'],
    [{ trans_type: 'T_JSAPI' }, 'request_type不能为空'],
    [{ pre_order_type: '9' }, 'pre_order_type格式不正确'],
  ])('%o is refused: %s', async (changes, desc) => {
    const merchant = await startMerchant();
    const answer = await merchant.post(paths.preorder, preorderData(merchant, changes));
    expect(answer).toMatchObject({ status: 200, isSigned: true, data: { resp_desc: desc } });
    expect((await merchant.control('/orders')).body).toEqual([]);
  });

  test('a refused request leaves its number free; an accepted one is never replayed', async () => {
    const merchant = await startMerchant();
    const data = preorderData(merchant);
    await merchant.post(paths.preorder, { ...data, trans_amt: '1' });
    expect((await merchant.post(paths.preorder, data)).data['resp_code']).toBe('00000000');
    const again = await merchant.post(paths.preorder, data);
    expect(again.data).toMatchObject({ resp_code: '99010002' });
    expect(again.data['jump_url']).toBeUndefined();
    expect((await merchant.control('/orders')).body).toHaveLength(1);
  });

  test('the day’s numbers are shared with queries, closes and refunds', async () => {
    const merchant = await startMerchant();
    const { number } = await makeHosted(merchant);
    for (const path of [paths.hostingQuery, paths.hostingClose])
      expect((await merchant.post(path, about(merchant, number, number))).data['resp_code']).toBe('99010002');
    await merchant.control(`/orders/${number}/open`, {});
    const query = about(merchant, number);
    expect((await merchant.post(paths.hostingQuery, query)).data['resp_code']).toBe('00000000');
    expect((await merchant.post(paths.hostingQuery, query)).data['resp_code']).toBe('99010002');
    const used = preorderData(merchant, { req_seq_id: query['req_seq_id'] });
    expect((await merchant.post(paths.preorder, used)).data['resp_code']).toBe('99010002');
  });

  test('lasts ten minutes unless told otherwise', async () => {
    const merchant = await startMerchant();
    const answer = await merchant.post(paths.preorder, preorderData(merchant));
    const [begins, ends] = [answer.data['current_time'], answer.data['time_expire']].map(parseBeijingStamp);
    expect([599_000, 600_000]).toContain(ends! - begins!);
    const chosen = toBeijingStamp(instant(Date.now() + 1_800_000));
    const other = await merchant.post(paths.preorder, preorderData(merchant, { time_expire: chosen }));
    expect(other.data['time_expire']).toBe(chosen);
  });

  test('types 2 and 3 answer with links into the wallets’ own apps', async () => {
    const merchant = await startMerchant();
    const alipay = await merchant.post(
      paths.preorder,
      preorderData(merchant, { pre_order_type: '2', app_data: '{"app_schema":"shop://back"}' }),
    );
    expect(alipay.data).toMatchObject({ resp_code: '00000000', trans_amt: '12.50' });
    expect(alipay.data['jump_url']).toMatch(/^alipays:\/\/platformapi\/startapp\?appId=/);
    const wechat = await merchant.post(
      paths.preorder,
      preorderData(merchant, { pre_order_type: '3', miniapp_data: '{"need_scheme":"Y"}' }),
    );
    expect(JSON.parse(String(wechat.data['miniapp_data']))).toMatchObject({
      scheme_code: expect.stringMatching(/^weixin:\/\/dl\/business\//) as string,
    });
  });
});

describe('from link to money', () => {
  test('unknown until opened, then unpaid, then paid through the phone page', async () => {
    const merchant = await startMerchant();
    const { number, link } = await makeHosted(merchant);
    const query = async () => (await merchant.post(paths.hostingQuery, about(merchant, number))).data;

    expect(await query()).toMatchObject({ resp_code: '99010003' });
    const page = await openPage(link);
    expect(page.status).toBe(200);
    expect(page.html).toContain('data-testid="amount">¥12.50<');
    expect(page.html).toContain('拿铁/大杯 &#60;热&#62; &#38; 曲奇');
    expect(await query()).toMatchObject({ trans_stat: 'P', order_stat: '2', bank_code: 'NOTPAY', trans_amt: '12.50' });

    const after = await press(link, page.html, 'pay', 'A');
    expect(after).toContain('data-testid="paid"');
    expect(await query()).toMatchObject({
      resp_code: '00000000',
      trans_stat: 'S',
      order_stat: '1',
      pay_type: 'A_JSAPI',
      trans_amt: '12.50',
      pay_amt: '12.50',
      settlement_amt: '12.50',
      fee_amt: '0.05',
      fee_flag: 2,
      ref_amt: '12.50',
    });
    expect((await openPage(link)).html).toContain('data-testid="paid"');
  });

  test('a coupon makes three different amounts', async () => {
    const merchant = await startMerchant();
    const { number, link } = await makeHosted(merchant, { trans_amt: '10.00' });
    await press(link, (await openPage(link)).html, 'coupon');
    const { data } = await merchant.post(paths.hostingQuery, about(merchant, number));
    expect(data).toMatchObject({ trans_amt: '10.00', pay_amt: '9.00', settlement_amt: '9.50', fee_amt: '0.04' });
  });

  test('a declined payment is final; leaving is not', async () => {
    const merchant = await startMerchant();
    const { number, link } = await makeHosted(merchant);
    const { html } = await openPage(link);
    expect(await press(link, html, 'leave')).toContain('data-testid="left"');
    expect((await merchant.post(paths.hostingQuery, about(merchant, number))).data['trans_stat']).toBe('P');
    expect(await press(link, html, 'decline')).toContain('data-testid="declined"');
    expect(await press(link, html, 'pay')).toContain('data-testid="declined"');
    const { data } = await merchant.post(paths.hostingQuery, about(merchant, number));
    expect(data).toMatchObject({ trans_stat: 'F', order_stat: '5' });
    expect(data['pay_amt']).toBeUndefined();
  });

  test('the wallet is the one whose browser opens the page; the merchant may limit it', async () => {
    const merchant = await startMerchant();
    const { number, link } = await makeHosted(merchant);
    const inWechat = await openPage(link, { 'user-agent': 'Mozilla/5.0 MicroMessenger/8.0' });
    expect(inWechat.html).toContain('name="wallet" value="T"');
    expect(inWechat.html).not.toContain('type="radio"');
    expect((await merchant.post(paths.hostingQuery, about(merchant, number))).data['pay_type']).toBe('T_JSAPI');

    const limited = await makeHosted(merchant, {
      trans_type: 'A_JSAPI',
      hosting_data: JSON.stringify({
        project_title: '练习商户',
        project_id: merchant.gateway.projectId,
        request_type: 'M',
      }),
    });
    const page = await openPage(limited.link);
    expect(page.html).not.toContain('type="radio"');
    expect(await press(limited.link, page.html, 'pay', 'T')).not.toContain('data-testid="paid"');
    expect(await press(limited.link, page.html, 'pay', 'A')).toContain('data-testid="paid"');
  });

  test('the page speaks Chinese first, or English first where the phone does', async () => {
    const merchant = await startMerchant();
    const { link } = await makeHosted(merchant);
    expect((await openPage(link, { 'accept-language': 'zh-CN' })).html).toContain('<html lang="zh-CN">');
    const english = (await openPage(link, { 'accept-language': 'en-US,en' })).html;
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('练习环境');
    expect((await openPage(`${merchant.gateway.gatewayUrl}/q/nothing`)).status).toBe(404);
  });

  test('channel responses are objects in one order and JSON strings in the next; literals keep their zeros', async () => {
    const merchant = await startMerchant();
    const kinds = [];
    for (const wallet of ['T', 'T']) {
      const { number } = await makeHosted(merchant);
      await merchant.control(`/orders/${number}/pay`, { wallet });
      const answer = await merchant.post(paths.hostingQuery, about(merchant, number));
      expect(answer.text).toContain('"enter_fee":0.00,');
      expect(answer.isSigned).toBe(true);
      kinds.push(typeof answer.data['wx_response']);
    }
    expect(kinds.sort()).toEqual(['object', 'string']);
  });
});

describe('close and expiry', () => {
  test('an order must be one minute old, then closes at once, opened or not', async () => {
    const merchant = await startMerchant();
    for (const isOpened of [false, true]) {
      const { number, link } = await makeHosted(merchant);
      if (isOpened) await openPage(link);
      const close = about(merchant, number);
      expect((await merchant.post(paths.hostingClose, close)).data['resp_code']).toBe('10000015');
      await merchant.control('/advance', { seconds: 60, req_seq_id: number });
      const answer = await merchant.post(paths.hostingClose, close);
      expect(answer.data).toMatchObject({ resp_code: '00000000', close_stat: 'S', org_trans_stat: 'F' });
      expect((await merchant.post(paths.hostingClose, about(merchant, number))).data['resp_code']).toBe('30000001');
      const query = await merchant.post(paths.hostingQuery, about(merchant, number));
      expect(query.data).toMatchObject({ trans_stat: 'F', close_stat: 'S', order_stat: '5' });
      expect((await openPage(link)).html).toContain('data-testid="closed"');
    }
  });

  test('a paid order cannot be closed, an unknown one not found', async () => {
    const merchant = await startMerchant();
    const { number } = await makeHosted(merchant);
    await merchant.control(`/orders/${number}/pay`, {});
    await merchant.control('/advance', { seconds: 61 });
    expect((await merchant.post(paths.hostingClose, about(merchant, number))).data['resp_code']).toBe('30000001');
    expect((await merchant.post(paths.hostingClose, about(merchant, 'NOBODY'))).data['resp_code']).toBe('99010003');
  });

  test('expired before it was opened: gone; opened before: payable within the grace', async () => {
    const merchant = await startMerchant();
    const unopened = await makeHosted(merchant);
    const opened = await makeHosted(merchant);
    const { html } = await openPage(opened.link);
    await merchant.control('/advance', { seconds: 610 });
    expect((await openPage(unopened.link)).html).toContain('data-testid="expired"');
    expect((await merchant.post(paths.hostingQuery, about(merchant, unopened.number))).data['resp_code']).toBe(
      '99010003',
    );
    expect((await merchant.post(paths.hostingQuery, about(merchant, opened.number))).data['trans_stat']).toBe('P');
    expect(await press(opened.link, html, 'pay')).toContain('data-testid="paid"');
  });

  test('after the grace an opened order is failed for good', async () => {
    const merchant = await startMerchant();
    const { number, link } = await makeHosted(merchant);
    const { html } = await openPage(link);
    await merchant.control('/advance', { seconds: 661 });
    expect(await press(link, html, 'pay')).toContain('data-testid="expired"');
    const { data } = await merchant.post(paths.hostingQuery, about(merchant, number));
    expect(data).toMatchObject({ trans_stat: 'F', order_stat: '5', bank_code: 'CLOSED' });
  });

  test('a close that takes its time fails when the payer is faster', async () => {
    const merchant = await startMerchant();
    const { number } = await makeHosted(merchant);
    await merchant.control('/advance', { seconds: 60 });
    await merchant.control('/faults', { fault: 'closePending', ms: 600_000 });
    const close = await merchant.post(paths.hostingClose, about(merchant, number));
    expect(close.data).toMatchObject({ close_stat: 'P', org_trans_stat: 'P' });
    await merchant.control(`/orders/${number}/pay`, {});
    const { data } = await merchant.post(paths.hostingQuery, about(merchant, number));
    expect(data).toMatchObject({ trans_stat: 'S', close_stat: 'F' });
  });

  test('a close that takes its time ends by itself', async () => {
    const merchant = await startMerchant({ timing: { sweepMs: 10 } });
    const { number } = await makeHosted(merchant);
    await merchant.control('/advance', { seconds: 60 });
    await merchant.control('/faults', { fault: 'closePending', ms: 50 });
    await merchant.post(paths.hostingClose, about(merchant, number));
    const order = await until('closed', async () => {
      const { body } = await merchant.control(`/orders/${number}`);
      return (body as { stage: string }).stage === 'closed' ? body : undefined;
    });
    expect(order).toMatchObject({ close_stat: 'S', trans_stat: 'F' });
  });
});
