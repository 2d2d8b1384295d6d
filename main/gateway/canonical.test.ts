import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, envelopeText } from './canonical.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('canonical text, worked examples of huifu-api.md §2.4', () => {
  it('example 1: unsorted, empty and absent values, / < > & and Chinese', () => {
    const text = canonicalText({
      trans_amt: '12.50',
      trade_type: 'A_NATIVE',
      req_seq_id: 'POS20260105093000001',
      req_date: '20260105',
      huifu_id: '6666000000000001',
      goods_desc: '拿铁/大杯 <热> & 曲奇',
      notify_url: 'https://pay.example.com/huifu/notify',
      remark: '',
      acct_id: null,
      delay_acct_flag: 'N',
    });
    expect(text).toBe(
      '{"delay_acct_flag":"N","goods_desc":"拿铁/大杯 <热> & 曲奇","huifu_id":"6666000000000001","notify_url":"https://pay.example.com/huifu/notify","req_date":"20260105","req_seq_id":"POS20260105093000001","trade_type":"A_NATIVE","trans_amt":"12.50"}',
    );
    expect(Buffer.byteLength(text, 'utf8')).toBe(251);
    expect(sha256(text)).toBe('5934d62b679f3d4953192b6a9fe5092c0ca742ca8aabc854fa30c4e09ada0e71');
  });

  it('example 2: nested objects as JSON text', () => {
    const text = canonicalText({
      wx_data: JSON.stringify({
        sub_appid: 'wx0000000000000001',
        sub_openid: 'oTest_0000000001',
        attach: '桌号"A/12"',
      }),
      acct_split_bunch: JSON.stringify({ acct_infos: [{ huifu_id: '6666000000000001', div_amt: '0.01' }] }),
      trans_amt: '0.01',
      trade_type: 'T_JSAPI',
      time_expire: '20260105094500',
      req_seq_id: 'POS20260105093000002',
      req_date: '20260105',
      notify_url: 'https://pay.example.com/huifu/notify',
      huifu_id: '6666000000000001',
      goods_desc: '会员充值',
    });
    expect(Buffer.byteLength(text, 'utf8')).toBe(460);
    expect(sha256(text)).toBe('c537babf058db2d6963edb2d9550d663fc6e8fa1d70c38410ff35250b07240de');
  });
});

const anyText = fc.string({ unit: 'binary' });

describe('canonical text', () => {
  it('holds exactly the values that are there, in code-unit order of the keys, whatever order they came in', () => {
    const value = fc.oneof(anyText, fc.constantFrom('', null, undefined));
    const key = fc.oneof(anyText, fc.nat(99).map(String), fc.constantFrom('__proto__', 'Z', 'a', '_', 'é'));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(key, value), { selector: ([k]) => k }), (entries) => {
        const text = canonicalText(fromEntries(entries));
        const kept = entries.filter(([, v]) => typeof v === 'string' && v !== '');
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(fromEntries(kept))));
        expect(text).toBe(canonicalText(fromEntries(entries.toReversed())));
        const sorted = kept.toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect(text).toBe(`{${sorted.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',')}}`);
      }),
    );
  });

  it('puts 10 before 9 and Z before a', () => {
    expect(canonicalText({ a: '1', '9': '2', Z: '3', '10': '4' })).toBe('{"10":"4","9":"2","Z":"3","a":"1"}');
  });

  it('stands unchanged in the envelope', () => {
    fc.assert(
      fc.property(anyText, (note) => {
        const data = canonicalText({ note, b: '/<>&' });
        const body = envelopeText({ sysId: '1"', productId: 'Y', sign: 'a+b/c==', data });
        expect(body.endsWith(`,"data":${data}}`)).toBe(true);
        expect(JSON.parse(body)).toEqual({
          sys_id: '1"',
          product_id: 'Y',
          sign: 'a+b/c==',
          data: JSON.parse(data) as unknown,
        });
      }),
    );
  });
});

/** An object that really owns `__proto__` when asked to. */
function fromEntries<V>(entries: [string, V][]): Record<string, V> {
  return Object.fromEntries(entries);
}
