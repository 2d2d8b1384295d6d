import { describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { textOf, type AnswerFields } from './fields.ts';
import { judge, RETRY_AFTER_MS, type CallKind, type Expectation } from './outcome.ts';
import { createVerifier } from './signature.ts';
import { newTestKey } from './testing.ts';
import type { TransportResult } from './transport.ts';

const key = newTestKey();
const verify = createVerifier(key.spki);

function expectation(kind: CallKind): Expectation<string> {
  return {
    kind,
    echoes: { huifu_id: ['6666'], req_seq_id: ['P1'] },
    required: [['huifu_id'], ['req_seq_id', 'org_req_seq_id']],
    amount: fen(1_250),
    stateOf: (fields) => ({ S: 'S', P: 'P', F: 'F' } as const)[textOf(fields, 'trans_stat')] ?? null,
    read: (fields) =>
      textOf(fields, 'trans_stat') === 'P' && textOf(fields, 'broken') ? null : `read ${textOf(fields, 'trans_stat')}`,
  };
}

function received(text: string | null, status = 200): TransportResult {
  return { kind: 'answered', status, text, clockAheadMs: 7 };
}

function signed(fields: AnswerFields): TransportResult {
  const data = JSON.stringify(fields);
  return received(`{"data":${data},"sign":"${key.sign(data)}"}`);
}

const bound = { huifu_id: '6666', req_seq_id: 'P1' };
const kinds: CallKind[] = ['create', 'query', 'close', 'refund'];
const ask = (kind: CallKind, fields: AnswerFields) => judge(signed(fields), verify, expectation(kind));

describe('answers without a verified signature', () => {
  it.each(kinds)('%s: transport failures are passed on as they are', (kind) => {
    const notSent = { kind: 'notSent', reason: 'dns', detail: 'ENOTFOUND' } as const;
    expect(judge(notSent, verify, expectation(kind))).toEqual(notSent);
    expect(judge({ kind: 'lost', reason: 'timeout', detail: 'x' }, verify, expectation(kind))).toEqual({
      kind: 'unknown',
      reason: 'timeout',
      advice: 'confirming',
      detail: 'x',
      answer: null,
    });
  });

  it.each([
    [404, 'rejected', 'addressWrong'],
    [412, 'rejected', 'illegalCharacters'],
    [912, 'rejected', 'banned'],
    [921, 'rejected', 'gatewayAuth'],
    [922, 'rejected', 'requestSignature'],
    [911, 'throttled', 'throttled'],
    [914, 'throttled', 'throttled'],
    [500, 'unknown', 'confirming'],
    [502, 'unknown', 'confirming'],
    [512, 'unknown', 'maintenance'],
    [923, 'unknown', 'confirming'],
    [302, 'unknown', 'confirming'],
    [204, 'unknown', 'confirming'],
    [503, 'unknown', 'confirming'],
    [403, 'unknown', 'confirming'],
  ])('HTTP %i: %s, %s', (status, kind, advice) => {
    const more = { unknown: { reason: 'http', detail: String(status) }, throttled: { retryAfterMs: RETRY_AFTER_MS } };
    expect(judge(received(null, status), verify, expectation('create'))).toMatchObject({
      kind,
      advice,
      answer: { respCode: `HTTP ${status}`, clockAheadMs: 7 },
      ...more[kind as keyof typeof more],
    });
  });

  it.each([null, '', '<html>login</html>', '[]', '{"data":{},"sign":"a"', '{"data":{},"data":{},"sign":"a"}'])(
    '%j is not an answer',
    (text) => {
      expect(judge(received(text), verify, expectation('query'))).toMatchObject({
        kind: 'unknown',
        reason: 'notJson',
        advice: 'notGatewayAnswer',
        answer: null,
      });
    },
  );

  it('a wrong signature leaves nothing of the answer', () => {
    const data = JSON.stringify({ ...bound, resp_code: '00000000', trans_stat: 'S' });
    for (const body of [
      `{"data":${data},"sign":"${newTestKey().sign(data)}"}`,
      `{"data":${data.replace('"S"', '"F"')},"sign":"${key.sign(data)}"}`,
      `{"data":${data},"sign":""}`,
      `{"data":${data}}`,
      `{"data":${JSON.stringify(data)},"sign":"${key.sign(data)}"}`,
      '{"resp_code":"00000000","trans_stat":"S"}',
      '{"resp_code":"23000001","resp_desc":"交易不存在"}',
      '{}',
    ]) {
      for (const kind of kinds) {
        const outcome = judge(received(body), verify, expectation(kind));
        expect(outcome).toMatchObject({
          kind: 'unknown',
          reason: 'badSignature',
          advice: 'badSignature',
          answer: null,
        });
      }
    }
  });

  it.each([
    ['20001', 'permissionMissing'],
    ['20003', 'interfacePermission'],
    ['40001', 'missingParameter'],
    ['40002', 'requestSignature'],
  ])('gateway-level error %s is believed for a query, and asked about otherwise', (code, advice) => {
    for (const body of [
      `{"resp_code":"${code}","resp_desc":"验签失败"}`,
      `{"code":${code},"message":"验签失败"}`,
      `{"data":{"resp_code":"${code}","resp_desc":"验签失败"}}`,
      `{"sign":"x","data":null,"resp_code":"${code}","resp_desc":"验签失败"}`,
    ]) {
      const answer = { respCode: code, respDesc: '验签失败' };
      expect(judge(received(body), verify, expectation('query'))).toMatchObject({ kind: 'rejected', advice, answer });
      expect(judge(received(body), verify, expectation('create'))).toMatchObject({
        kind: 'unknown',
        reason: 'system',
        advice,
        answer,
      });
      expect(judge(received(body), verify, expectation('close'))).toMatchObject({
        kind: 'unknown',
        reason: 'system',
        advice,
        answer,
      });
    }
  });

  it('"service unavailable" leaves every call in doubt', () => {
    for (const kind of kinds) {
      expect(judge(received('{"resp_code":"20000"}'), verify, expectation(kind))).toMatchObject({
        kind: 'unknown',
        reason: 'system',
        advice: 'serviceUnavailable',
      });
    }
  });
});

describe('codes and states', () => {
  /** huifu-api.md §3.2.3, for each kind of call: code, state, outcome. */
  const rows: [string, string, Record<CallKind, string>][] = [
    ['00000000', 'S', { create: 'accepted', query: 'accepted', close: 'accepted', refund: 'accepted' }],
    ['00000000', 'P', { create: 'accepted', query: 'accepted', close: 'accepted', refund: 'accepted' }],
    ['00000100', 'P', { create: 'accepted', query: 'accepted', close: 'accepted', refund: 'accepted' }],
    ['00000000', 'F', { create: 'rejected', query: 'accepted', close: 'accepted', refund: 'accepted' }],
    ['00000100', 'F', { create: 'rejected', query: 'accepted', close: 'accepted', refund: 'accepted' }],
    ['00000100', '', { create: 'accepted', query: 'accepted', close: 'accepted', refund: 'accepted' }],
    ['20000000', '', { create: 'duplicate', query: 'duplicate', close: 'duplicate', refund: 'duplicate' }],
    ['99010002', '', { create: 'duplicate', query: 'duplicate', close: 'duplicate', refund: 'duplicate' }],
    ['99010002', 'F', { create: 'duplicate', query: 'duplicate', close: 'duplicate', refund: 'duplicate' }],
    ['20000001', '', { create: 'throttled', query: 'throttled', close: 'throttled', refund: 'throttled' }],
    ['10000015', '', { create: 'throttled', query: 'throttled', close: 'throttled', refund: 'throttled' }],
    ['23000001', '', { create: 'unknown', query: 'notFound', close: 'notFound', refund: 'notFound' }],
    ['99010003', '', { create: 'unknown', query: 'notFound', close: 'notFound', refund: 'notFound' }],
    ['99010003', 'F', { create: 'unknown', query: 'notFound', close: 'notFound', refund: 'notFound' }],
    ['20000004', '', { create: 'unknown', query: 'notFound', close: 'notFound', refund: 'notFound' }],
    ['91111119', '', { create: 'unknown', query: 'unknown', close: 'unknown', refund: 'unknown' }],
    ['98888888', 'F', { create: 'unknown', query: 'unknown', close: 'unknown', refund: 'unknown' }],
    ['99999999', 'S', { create: 'unknown', query: 'unknown', close: 'unknown', refund: 'unknown' }],
    ['10000000', '', { create: 'rejected', query: 'rejected', close: 'rejected', refund: 'rejected' }],
    ['22000002', '', { create: 'rejected', query: 'rejected', close: 'rejected', refund: 'rejected' }],
    ['30000001', '', { create: 'rejected', query: 'rejected', close: 'rejected', refund: 'rejected' }],
    ['90000000', '', { create: 'rejected', query: 'rejected', close: 'rejected', refund: 'rejected' }],
    ['90000000', 'F', { create: 'rejected', query: 'accepted', close: 'accepted', refund: 'rejected' }],
    ['90000000', 'P', { create: 'unknown', query: 'accepted', close: 'unknown', refund: 'unknown' }],
    ['10000016', 'S', { create: 'unknown', query: 'accepted', close: 'unknown', refund: 'unknown' }],
    ['31415926', '', { create: 'unknown', query: 'unknown', close: 'unknown', refund: 'unknown' }],
    ['31415926', 'F', { create: 'rejected', query: 'accepted', close: 'accepted', refund: 'rejected' }],
    ['31415926', 'S', { create: 'unknown', query: 'accepted', close: 'unknown', refund: 'unknown' }],
    ['', '', { create: 'unknown', query: 'unknown', close: 'unknown', refund: 'unknown' }],
  ];

  it.each(rows)('%s with state "%s"', (code, state, outcomes) => {
    for (const kind of kinds) {
      const outcome = ask(kind, {
        ...bound,
        resp_code: code,
        resp_desc: '说明',
        trans_stat: state,
        bank_message: '银行说',
      });
      const more = { accepted: { value: `read ${state}` }, unknown: { reason: 'system' } };
      expect({ call: kind, ...outcome }).toMatchObject({
        call: kind,
        kind: outcomes[kind],
        answer: { respCode: code, respDesc: '说明', bankMessage: '银行说', clockAheadMs: 7 },
        ...more[outcomes[kind] as keyof typeof more],
      });
    }
  });

  it('takes the channel words of either name', () => {
    expect(ask('query', { ...bound, resp_code: '90000000', bank_desc: '余额不足' })).toMatchObject({
      kind: 'rejected',
      advice: 'insufficientFunds',
      answer: { bankMessage: '余额不足' },
    });
  });

  it('reads fields whatever the case of their names', () => {
    expect(ask('query', { HUIFU_ID: '6666', Req_Seq_Id: 'P1', Resp_Code: '00000000', Trans_Stat: 'S' })).toMatchObject({
      kind: 'accepted',
      value: 'read S',
    });
  });
});

describe('whose answer it is', () => {
  const good = { ...bound, resp_code: '00000000', trans_stat: 'S', trans_amt: '12.50' };

  it('accepts what belongs to the request', () => {
    expect(ask('query', good)).toMatchObject({ kind: 'accepted' });
    for (const trans_amt of ['12.5', 12.5, '', null, '12.500'])
      expect(ask('query', { ...good, trans_amt })).toMatchObject({ kind: 'accepted' });
  });

  it.each([
    ['huifu_id', { huifu_id: '6667' }],
    ['req_seq_id', { req_seq_id: 'P2' }],
    ['trans_amt', { trans_amt: '12.51' }],
    ['trans_amt', { trans_amt: '0.00' }],
    ['trans_amt', { trans_amt: 1250 }],
    ['trans_amt', { trans_amt: '12.501' }],
    ['trans_amt', { trans_amt: {} }],
  ])('a foreign %s is an alarm, whatever the code says', (name, change) => {
    for (const kind of kinds) {
      for (const resp_code of ['00000000', '90000000', '20000000', '23000001']) {
        expect(ask(kind, { ...good, resp_code, ...change })).toMatchObject({
          kind: 'unknown',
          reason: 'mismatch',
          detail: name,
          advice: 'answerMismatch',
        });
      }
    }
  });

  it('believes no good news that names neither merchant nor order', () => {
    expect(ask('query', { resp_code: '00000000', trans_stat: 'S' })).toMatchObject({
      kind: 'unknown',
      reason: 'mismatch',
      detail: 'huifu_id',
    });
    expect(ask('query', { resp_code: '00000000', trans_stat: 'S', huifu_id: '6666' })).toMatchObject({
      kind: 'unknown',
      reason: 'mismatch',
      detail: 'req_seq_id',
    });
    expect(
      ask('query', { resp_code: '00000000', trans_stat: 'S', huifu_id: '6666', org_req_seq_id: 'P1' }),
    ).toMatchObject({ kind: 'accepted' });
    // A refusal often names nothing.
    expect(ask('create', { resp_code: '10000000', resp_desc: 'X不能为空' })).toMatchObject({
      kind: 'rejected',
      advice: 'badInput',
    });
  });

  it('does not use an answer that contradicts itself', () => {
    expect(ask('query', { ...good, trans_stat: 'P', broken: '1' })).toMatchObject({
      kind: 'unknown',
      reason: 'mismatch',
      detail: 'content',
    });
  });
});
