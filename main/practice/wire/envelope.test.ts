import { createHash, createPrivateKey, sign } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalTexts, openEnvelope, type Caller } from './envelope.ts';
import { compact, literal, parseKeepingNumbers } from './jsonText.ts';
import { generateKeys, readPublicKey, signText, readPrivateKey, verifyText, type KeyPairText } from './keys.ts';

let keys: KeyPairText;
let caller: Caller;

beforeAll(async () => {
  keys = await generateKeys(2048);
  caller = { sysId: '6666', productId: 'PRACTICE', publicKey: readPublicKey(keys.publicKey) };
});

/** Signs with plain `node:crypto`, not with the module under test. */
function signed(text: string): string {
  const key = createPrivateKey({ key: Buffer.from(keys.privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return sign('RSA-SHA256', Buffer.from(text), key).toString('base64');
}

function envelope(wireData: string, signature: string): Buffer {
  return Buffer.from(`{"sys_id":"6666","product_id":"PRACTICE","sign":"${signature}","data":${wireData}}`);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('the worked examples of huifu-api.md §2.4', () => {
  const example1 =
    '{"delay_acct_flag":"N","goods_desc":"拿铁/大杯 <热> & 曲奇","huifu_id":"6666000000000001","notify_url":"https://pay.example.com/huifu/notify","req_date":"20260105","req_seq_id":"POS20260105093000001","trade_type":"A_NATIVE","trans_amt":"12.50"}';

  test('example 1 is rebuilt byte for byte from an unsorted wire form', () => {
    const wire =
      '{"trans_amt":"12.50","trade_type":"A_NATIVE","req_seq_id":"POS20260105093000001","req_date":"20260105","huifu_id":"6666000000000001","goods_desc":"拿铁/大杯 <热> & 曲奇","notify_url":"https://pay.example.com/huifu/notify","delay_acct_flag":"N"}';
    const rebuilt = canonicalTexts(parseKeepingNumbers(wire))[0]!;
    expect(rebuilt).toBe(example1);
    expect(Buffer.byteLength(rebuilt)).toBe(251);
    expect(sha256(rebuilt)).toBe('5934d62b679f3d4953192b6a9fe5092c0ca742ca8aabc854fa30c4e09ada0e71');
  });

  test('example 2 keeps the embedded JSON strings as they are', () => {
    const data = {
      trans_amt: '0.01',
      trade_type: 'T_JSAPI',
      wx_data: JSON.stringify({
        sub_appid: 'wx0000000000000001',
        sub_openid: 'oTest_0000000001',
        attach: '桌号"A/12"',
      }),
      acct_split_bunch: JSON.stringify({ acct_infos: [{ huifu_id: '6666000000000001', div_amt: '0.01' }] }),
      goods_desc: '会员充值',
      huifu_id: '6666000000000001',
      notify_url: 'https://pay.example.com/huifu/notify',
      req_date: '20260105',
      req_seq_id: 'POS20260105093000002',
      time_expire: '20260105094500',
    };
    const rebuilt = canonicalTexts(parseKeepingNumbers(JSON.stringify(data)))[0]!;
    expect(Buffer.byteLength(rebuilt)).toBe(460);
    expect(sha256(rebuilt)).toBe('c537babf058db2d6963edb2d9550d663fc6e8fa1d70c38410ff35250b07240de');
  });

  test('example 3 is written with its number literals untouched', () => {
    const text = compact(
      {
        resp_code: '00000000',
        acct_infos: [{ huifu_id: '6666000000000001', div_amt: '0.01' }],
        fee_rate: literal('0.00'),
        fee_flag: 2,
        huifu_id: '6666000000000001',
        req_seq_id: 'POS20260105093000002',
        resp_desc: '查询成功',
        trans_stat: 'S',
      },
      'allSorted',
    );
    expect(Buffer.byteLength(text)).toBe(227);
    expect(sha256(text)).toBe('a34bb06cb876954a197a7a1a55acf1fc89db8874cef3939046e9c8ac85691a0b');
    expect(compact(parseKeepingNumbers(text), 'topSorted')).toBe(text);
  });
});

describe('opening an envelope', () => {
  test('any legal wire form of the signed text is accepted', () => {
    const signature = signed('{"b":"拿铁/大杯","c":0.00,"d":{"z":"1","a":"2"}}');
    const forms = [
      '{"b":"拿铁/大杯","c":0.00,"d":{"z":"1","a":"2"}}',
      '{ "c" : 0.00, "d":{"z":"1","a":"2"},\n "b":"\\u62ff\\u94c1\\/\\u5927\\u676f" }',
    ];
    for (const form of forms) {
      const opened = openEnvelope(envelope(form, signature), caller);
      expect(opened.ok && opened.data.get('b')).toBe('拿铁/大杯');
    }
  });

  test('objects inside may be signed sorted as well', () => {
    const signature = signed('{"d":{"a":"2","z":"1"}}');
    expect(openEnvelope(envelope('{"d":{"z":"1","a":"2"}}', signature), caller).ok).toBe(true);
  });

  test('names that mean something to JavaScript are plain names', () => {
    const text = '{"__proto__":"x","constructor":"y"}';
    const opened = openEnvelope(envelope(text, signed(text)), caller);
    expect(opened.ok && [...opened.data]).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test.each([
    ['an empty body', Buffer.alloc(0), 'malformed'],
    ['not JSON', Buffer.from('<html>'), 'malformed'],
    ['a list', Buffer.from('[]'), 'malformed'],
    ['data as text', Buffer.from('{"sys_id":"6666","product_id":"PRACTICE","sign":"x","data":"{}"}'), 'malformed'],
    ['no sign', Buffer.from('{"sys_id":"6666","product_id":"PRACTICE","data":{}}'), 'malformed'],
    ['endless nesting', Buffer.from('['.repeat(400_000)), 'malformed'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'illegalCharacters'],
    ['a control character', envelope('{"a":"x\\u0007y"}', 'eA=='), 'illegalCharacters'],
    ['a line separator', envelope('{"a":"x\u2028y"}', 'eA=='), 'illegalCharacters'],
    ['half of a surrogate pair', envelope('{"a":"x\\ud800y"}', 'eA=='), 'illegalCharacters'],
    ['another caller', Buffer.from('{"sys_id":"1","product_id":"PRACTICE","sign":"eA==","data":{}}'), 'unknownCaller'],
    ['a signature that is not Base64', envelope('{"a":"x"}', '****'), 'badSignature'],
    ['a signature of something else', envelope('{"a":"x"}', 'eA=='), 'badSignature'],
  ])('%s is refused', (_name, body, problem) => {
    expect(openEnvelope(body, caller)).toEqual({ ok: false, error: problem });
  });

  test('a number that was rewritten on the way does not verify', () => {
    const signature = signed('{"a":0.00}');
    expect(openEnvelope(envelope('{"a":0}', signature), caller)).toEqual({ ok: false, error: 'badSignature' });
  });

  test('whatever the texts, the sorted form verifies and a changed value does not', () => {
    const value = fc.string({ unit: 'binary' }).filter((text) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text));
    const name = fc.stringMatching(/^[A-Za-z0-9_]{1,12}$/).filter((text) => text !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(name, value, { minKeys: 1, maxKeys: 6 }), (data) => {
        const names = Object.keys(data).sort((a, b) => (a < b ? -1 : 1));
        const text = `{${names.map((key) => `${JSON.stringify(key)}:${JSON.stringify(data[key])}`).join(',')}}`;
        const signature = signed(text);
        expect(openEnvelope(envelope(JSON.stringify(data), signature), caller).ok).toBe(true);
        const changed = JSON.stringify({ ...data, [names[0]!]: `${data[names[0]!]}!` });
        expect(openEnvelope(envelope(changed, signature), caller).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

test('a signature verifies with its own text and key only', async () => {
  const other = await generateKeys(2048);
  const signature = signText('文', readPrivateKey(keys.privateKey));
  expect(verifyText('文', signature, readPublicKey(keys.publicKey))).toBe(true);
  expect(verifyText('文 ', signature, readPublicKey(keys.publicKey))).toBe(false);
  expect(verifyText('文', signature, readPublicKey(other.publicKey))).toBe(false);
});
