import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merchant, newTestKey } from '../testing.ts';
import { MAX_NOTICE_BYTES, readNoticeBody } from './body.ts';
import { createNoticeReader } from './notice.ts';

const huifu = newTestKey();
const reader = createNoticeReader({ huifuPublicKey: huifu.spki, huifuId: merchant.huifuId });

const bytes = (text: string) => Buffer.from(text, 'utf8');

/** A payment's notice as it is delivered (huifu-api.md §5.3). */
const paid = {
  resp_code: '00000000',
  resp_desc: '交易成功',
  huifu_id: merchant.huifuId,
  req_date: '20260105',
  req_seq_id: 'P20260105093000T1AAAAAAAA',
  hf_seq_id: '0026test',
  trans_type: 'T_JSAPI',
  trans_amt: '12.50',
  pay_amt: '12.00',
  settlement_amt: '12.50',
  fee_amount: '0.05',
  trans_stat: 'S',
  acct_stat: 'I',
  notify_type: '1',
  out_trans_id: '4200000000000001',
  party_order_id: '03212601050000001',
  end_time: '20260105093112',
};

function form(fields: object, change: { text?: (text: string) => string; name?: string } = {}): Buffer {
  const text = JSON.stringify(fields);
  const body = new URLSearchParams({ resp_code: '10000', sign: huifu.sign(text) });
  body.set(change.name ?? 'resp_data', change.text?.(text) ?? text);
  return bytes(body.toString());
}

const read = (body: Uint8Array) => {
  const result = reader.read(body);
  return result.ok ? result.data : result.error;
};

const keyOf = (change: object) => {
  const notice = read(form({ ...paid, ...change }));
  return typeof notice === 'object' ? notice.key : notice;
};

const stageOf = (fields: object) => {
  const notice = read(form(fields));
  return typeof notice === 'object' && notice.about.kind === 'payment' ? notice.about.stage : notice;
};

describe('a notification', () => {
  it('is read from a form, from JSON, and under either name', () => {
    const text = JSON.stringify(paid);
    const sign = huifu.sign(text);
    for (const body of [
      form(paid),
      form(paid, { name: 'data' }),
      bytes(JSON.stringify({ sign, resp_data: text })),
      bytes(`{"resp_code":"10000","sign":"${sign}","resp_data":${text}}`),
    ]) {
      expect(read(body)).toMatchObject({
        about: {
          kind: 'payment',
          stage: 'trade',
          report: { news: 'paid', amount: 1250, customerPaid: 1200, settlement: 1250, fee: 5, booking: 'pending' },
        },
        requestNumber: paid.req_seq_id,
        requestDate: '20260105',
        acknowledged: paid.req_seq_id,
        text,
      });
    }
  });

  it('counts as it came: number literals, key order and escapes are nobody’s to change', () => {
    const text = `{"trans_stat":"S","notify_type":2,"acct_stat":"S","fee_rate":0.00,"remark":"\\u003c+%2B/\\/ 中文","huifu_id":"${merchant.huifuId}","req_seq_id":"P1","trans_amt":"1.00"}`;
    const body = new URLSearchParams({ sign: huifu.sign(text), resp_data: text }).toString();
    expect(read(bytes(body))).toMatchObject({ about: { kind: 'payment', stage: 'booking' }, text });
    const rewritten = JSON.stringify(JSON.parse(text));
    const changed = new URLSearchParams({ sign: huifu.sign(text), resp_data: rewritten }).toString();
    expect(read(bytes(changed))).toBe('signature');
  });

  it('tells the booking from the trade when nobody names the kind', () => {
    const { notify_type: _, ...unnamed } = paid;
    expect(stageOf(unnamed)).toBe('trade');
    expect(stageOf({ ...unnamed, acct_stat: 'S' })).toBe('booking');
    expect(stageOf({ ...unnamed, acct_stat: 'F' })).toBe('booking');
    expect(stageOf({ ...unnamed, acct_stat: undefined })).toBe('trade');
  });

  it('of a refund is handed on under the refund’s number, one of a close under the order’s', () => {
    const refund = { ...paid, req_seq_id: 'R1', org_req_seq_id: 'P1', trans_type: 'TRANS_REFUND', ord_amt: '1.00' };
    expect(read(form(refund))).toMatchObject({
      acknowledged: 'R1',
      about: { kind: 'refund', refund: { requestNumber: 'R1', orderNumber: 'P1', state: 'refunded' } },
    });
    const close = {
      huifu_id: merchant.huifuId,
      org_req_date: '20260105',
      org_req_seq_id: 'P1',
      org_trans_stat: 'F',
      close_stat: 'S',
    };
    expect(read(form(close))).toMatchObject({
      requestNumber: 'P1',
      acknowledged: 'P1',
      about: { kind: 'close', report: { state: 'closed', payment: 'closed' } },
    });
  });

  it('of unfreezing says nothing about the payment', () => {
    expect(read(form({ ...paid, notify_type: '3' }))).toMatchObject({ about: { kind: 'other' } });
  });

  it('of another merchant, or without a merchant or a number, is none', () => {
    expect(read(form({ ...paid, huifu_id: '6666000000000009' }))).toBe('merchant');
    expect(read(form({ ...paid, huifu_id: undefined }))).toBe('merchant');
    expect(read(form({ ...paid, req_seq_id: '', hf_seq_id: '' }))).toBe('format');
    expect(read(form([1, 2]))).toBe('format');
  });

  it('has one key for what says the same thing, and another for every other state, stage, day or number', () => {
    expect(keyOf({ resp_desc: 'SUCCESS', fee_amount: '0.06' })).toBe(keyOf({}));
    const others = [
      { trans_stat: 'F' },
      { acct_stat: 'S' },
      { notify_type: '2' },
      { req_date: '20260106' },
      { req_seq_id: 'P2' },
    ].map(keyOf);
    expect(new Set([keyOf({}), ...others]).size).toBe(6);
  });

  it('with anything changed after signing is none', () => {
    const text = JSON.stringify(paid);
    const sign = huifu.sign(text);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 94 }), (at, shift) => {
        const code = text.charCodeAt(at);
        const other = code < 127 ? 32 + ((code - 32 + shift) % 95) : 63;
        const changed = text.slice(0, at) + String.fromCharCode(other) + text.slice(at + 1);
        const body = new URLSearchParams({ sign, resp_data: changed }).toString();
        expect(['signature', 'format']).toContain(read(bytes(body)));
      }),
      { numRuns: 300 },
    );
  });

  it('that nobody signed is none, whatever it says', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 500 }),
      fc.string({ unit: 'binary', maxLength: 300 }).map(bytes),
      fc.json().map(bytes),
      fc.record({ sign: fc.base64String(), resp_data: fc.json() }).map((one) => bytes(JSON.stringify(one))),
      fc
        .record({ sign: fc.base64String(), resp_data: fc.json() })
        .map((one) => bytes(new URLSearchParams(one).toString())),
    );
    fc.assert(
      fc.property(anything, (body) => {
        expect(reader.read(body).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('survives any text that a form can carry', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (remark) => {
        const text = JSON.stringify({ ...paid, remark });
        const body = new URLSearchParams({ sign: huifu.sign(text), resp_data: text }).toString();
        expect(readNoticeBody(bytes(body))?.text).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('that names a field twice is nobody’s to interpret', () => {
    const twice = `${form(paid).toString()}&resp_data=%7B%7D`;
    expect(read(bytes(twice))).toBe('format');
    const sign = huifu.sign('{}');
    expect(read(bytes(`{"sign":"${sign}","sign":"x","resp_data":"{}"}`))).toBe('format');
    expect(read(bytes('a=1&'.repeat(70)))).toBe('format');
  });

  it('larger than a megabyte is not read', () => {
    expect(readNoticeBody(Buffer.alloc(MAX_NOTICE_BYTES + 1, 97))).toBeNull();
  });
});
