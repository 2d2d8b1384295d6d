import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { ApiGeneration } from '../../shared/domain/profile.ts';
import { instant, type BusinessDate } from '../../shared/domain/time.ts';
import { createPaymentGateway, type CallRecord } from './index.ts';
import { CODE_TIMEOUT_MS } from './paymentCode.ts';
import { merchant, newTestKey, signerOf, startTestGateway, testProfile } from './testing.ts';
import type { PaymentCodeRequest } from './types.ts';

const key = newTestKey();
const test = await startTestGateway(key);
afterAll(() => test.close());
beforeEach(() => {
  test.seen.length = 0;
});

const records: CallRecord[] = [];

function gateway(generation: ApiGeneration = 'v3') {
  const profile = testProfile({ baseUrl: test.baseUrl, huifuPublicKey: test.huifuKey.spki, generation });
  const io = { fetch, now: () => instant(Date.now()), onAnswer: (call: CallRecord) => void records.push(call) };
  return createPaymentGateway({ profile, signer: signerOf(key) }, io);
}

const request: PaymentCodeRequest = {
  requestDate: '20260105' as BusinessDate,
  requestNumber: 'P20260105093000T01000002',
  amount: fen(1_250),
  goods: '门店消费',
  wallet: 'wechat',
  code: '134567890123456789',
  deviceIp: '203.0.113.8',
  notifyUrl: 'https://pay.example.com/huifu/notify',
};
const common = {
  req_date: '20260105',
  req_seq_id: request.requestNumber,
  huifu_id: merchant.huifuId,
  trans_amt: '12.50',
  goods_desc: '门店消费',
  risk_check_data: '{"ip_addr":"203.0.113.8"}',
  notify_url: 'https://pay.example.com/huifu/notify',
};
const answer = (more: Record<string, unknown>) => (sent: Record<string, string>) => ({
  req_date: sent['req_date'],
  req_seq_id: sent['req_seq_id'],
  huifu_id: sent['huifu_id'],
  trans_amt: sent['trans_amt'],
  hf_seq_id: 'HF1',
  ...more,
});
const paid = answer({ resp_code: '00000000', resp_desc: '交易成功', trans_stat: 'S', trade_type: 'T_MICROPAY' });

describe('the request', () => {
  it.each(['v2', 'v3'] as const)('%s: the code at the top, terminal_device_info', async (generation) => {
    test.answer(paid);
    await gateway(generation).chargePaymentCode(request);
    expect(test.seen[0]).toMatchObject({ path: `/${generation}/trade/payment/micropay`, signed: true });
    expect(test.seen[0]!.data).toEqual({
      ...common,
      auth_code: '134567890123456789',
      terminal_device_info: '{"device_ip":"203.0.113.8","mer_device_type":"10"}',
    });
  });

  it.each([
    ['wechat', 'T_MICROPAY'],
    ['alipay', 'A_MICROPAY'],
    ['unionpay', 'U_MICROPAY'],
  ] as const)('v4 names %s as %s, with the code inside method_expand', async (wallet, trade_type) => {
    test.answer(answer({ resp_code: '00000100', trans_stat: 'P', trade_type }));
    await gateway('v4').chargePaymentCode({ ...request, wallet });
    expect(test.seen[0]!.path).toBe('/v4/trade/payment/create');
    expect(test.seen[0]!.data).toEqual({
      ...common,
      trade_type,
      method_expand: '{"auth_code":"134567890123456789"}',
      terminal_device_data: '{"device_ip":"203.0.113.8"}',
    });
  });

  it('leaves no trace of the code in the account of the call', async () => {
    test.answer(answer({ resp_code: '90000000', resp_desc: '付款码无效', trans_stat: 'F' }));
    records.length = 0;
    await gateway().chargePaymentCode(request);
    expect(JSON.stringify(records)).not.toContain('134567890123456789');
    expect(records).toHaveLength(1);
  });

  it('waits 35 s for its answer, and no longer', async () => {
    expect(CODE_TIMEOUT_MS).toBe(35_000);
    const timeouts = vi.spyOn(AbortSignal, 'timeout');
    test.answer(paid);
    await gateway().chargePaymentCode(request);
    expect(timeouts.mock.calls).toEqual([[35_000]]);
    timeouts.mockRestore();
  });
});

const charge = () => gateway().chargePaymentCode(request);

describe('the answer', () => {
  it('paid at once', async () => {
    test.answer(
      answer({ resp_code: '00000000', trans_stat: 'S', trade_type: 'T_MICROPAY', pay_amt: '12.00', acct_stat: 'I' }),
    );
    expect(await charge()).toMatchObject({
      kind: 'accepted',
      value: { news: 'paid', method: 'wechat', customerPaid: 1_200, booking: 'pending', huifuNumber: 'HF1' },
    });
  });

  it.each([
    ['a password', { resp_code: '00000100', trans_stat: 'P', bank_message: '用户支付中' }],
    ['nothing but accepted', { resp_code: '00000100' }],
    ['initial', { resp_code: '00000000', trans_stat: 'I' }],
    ['not paid yet', { resp_code: '00000100', trans_stat: 'P', bank_code: 'NOTPAY' }],
  ])('%s: the customer is paying', async (_, more) => {
    test.answer(answer(more));
    expect(await charge()).toMatchObject({ kind: 'accepted', value: { news: 'processing' } });
  });

  it('refused with a state: certain', async () => {
    test.answer(answer({ resp_code: '90000000', resp_desc: '余额不足', trans_stat: 'F' }));
    expect(await charge()).toMatchObject({ kind: 'rejected', answer: { respCode: '90000000' } });
    expect(await charge()).not.toHaveProperty('unconfirmed');
  });

  it('a 90… without a state: to be confirmed by a query', async () => {
    test.answer(answer({ resp_code: '90000000', resp_desc: '付款码无效，每个付款码仅限使用一次' }));
    expect(await charge()).toMatchObject({ kind: 'rejected', advice: 'codeUsed', unconfirmed: true });
  });

  it('a wrong field: refused, nothing to confirm', async () => {
    test.answer(answer({ resp_code: '10000000', resp_desc: '付款码格式异常' }));
    const outcome = await charge();
    expect(outcome).toMatchObject({ kind: 'rejected', advice: 'wrongPaymentCode' });
    expect(outcome).not.toHaveProperty('unconfirmed');
  });

  it.each(['91111119', '98888888', '99999999'])('%s: nobody knows', async (resp_code) => {
    test.answer(answer({ resp_code }));
    expect(await charge()).toMatchObject({ kind: 'unknown', reason: 'system' });
  });

  it('for another amount or another order: not believed', async () => {
    test.answer((sent) => ({ ...paid(sent), trans_amt: '1250.00' }));
    expect(await charge()).toMatchObject({ kind: 'unknown', reason: 'mismatch' });
    test.answer((sent) => ({ ...paid(sent), req_seq_id: 'P1' }));
    expect(await charge()).toMatchObject({ kind: 'unknown', reason: 'mismatch' });
  });
});
