import { verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/time.ts';
import { resources } from '../../shared/i18n/index.ts';
import { createVault } from '../vault/vault.ts';
import { lockedStore, notFound, openBench, own, second, signed, stranger } from './testing.ts';
import type { Bench, Reply, SeenRequest } from './testing.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

/** Runs the check on a fresh profile, and makes sure that there is a sentence for all it says. */
async function findings(more: object = {}): Promise<Record<string, string>> {
  const { id } = await bench.save(own, more);
  const checked = await bench.profiles.check(id);
  if (!checked.ok) throw new Error(checked.error.code);
  for (const { topic, outcome, params } of checked.data) {
    for (const language of ['zh-CN', 'en'] as const) {
      const sentence: unknown = Reflect.get(resources[language].checks[topic], outcome);
      expect(sentence, `${language} ${topic}.${outcome}`).toBeTypeOf('string');
      for (const [, name] of String(sentence).matchAll(/\{\{(\w+)\}\}/g)) expect(params).toHaveProperty(name!);
    }
  }
  return Object.fromEntries(checked.data.map(({ topic, level, outcome }) => [topic, `${level} ${outcome}`]));
}

describe('the check', () => {
  const allGood = {
    keychain: 'good present',
    selfTest: 'good ok',
    reach: 'good ok',
    signature: 'good ok',
    query: 'good ok',
    clock: 'good ok',
    project: 'good ok',
  };

  it('is good all through where Huifu says that there is no such payment', async () => {
    expect(await findings()).toEqual(allGood);
    expect(bench.seen).toHaveLength(1);
    const { data, sign: signature } = bench.seen[0]!;
    expect(data).toMatchObject({
      huifu_id: '6666000000000001',
      org_req_seq_id: expect.stringMatching(/^P\d{14}01/) as string,
    });
    const text = JSON.stringify(data);
    expect(verify('sha256', Buffer.from(text), own.publicKey, Buffer.from(signature, 'base64'))).toBe(true);
  });

  it.each<[string, (request: SeenRequest) => Reply, object]>([
    [
      'another signer',
      (r) => ({ body: signed(r, { resp_code: '99010003', resp_desc: '交易不存在' }, stranger.privateKey) }),
      { signature: 'bad bad', query: 'skipped skipped', clock: 'skipped skipped' },
    ],
    [
      'a page instead of JSON',
      () => ({ body: '<html>请先登录</html>' }),
      { reach: 'bad notJson', signature: 'skipped skipped', query: 'skipped skipped', clock: 'skipped skipped' },
    ],
    ['HTTP 922', () => ({ status: 922, body: '' }), { signature: 'skipped unsigned', query: 'bad signatureRefused' }],
    ['HTTP 921', () => ({ status: 921, body: '' }), { signature: 'skipped unsigned', query: 'bad callerRefused' }],
    [
      'HTTP 404',
      () => ({ status: 404, body: '' }),
      { reach: 'bad badPath', signature: 'skipped unsigned', query: 'skipped skipped' },
    ],
    [
      'HTTP 502',
      () => ({ status: 502, body: '' }),
      { reach: 'bad http', signature: 'skipped skipped', query: 'skipped skipped' },
    ],
    ['HTTP 911', () => ({ status: 911, body: '' }), { signature: 'skipped unsigned', query: 'warning throttled' }],
    [
      '40002',
      () => ({ body: '{"resp_code":"40002","resp_desc":"验签失败"}' }),
      { signature: 'skipped unsigned', query: 'bad signatureRefused' },
    ],
    [
      '20003',
      () => ({ body: '{"data":{"resp_code":"20003","resp_desc":"接口权限认证失败"}}' }),
      { signature: 'skipped unsigned', query: 'bad noPermission' },
    ],
    [
      '数据权限认证失败',
      (r) => ({ body: signed(r, { resp_code: '90000000', resp_desc: '数据权限认证失败' }) }),
      { query: 'bad dataPermission' },
    ],
    [
      'a wrong product',
      (r) => ({ body: signed(r, { resp_code: '22000000', resp_desc: '产品号不存在' }) }),
      { query: 'bad product' },
    ],
    [
      'an unknown merchant',
      (r) => ({ body: signed(r, { resp_code: '20000005', resp_desc: '商户不存在' }) }),
      { query: 'bad merchant' },
    ],
    [
      'a wrong date',
      (r) => ({ body: signed(r, { resp_code: '10000000', resp_desc: '请求日期必须是当前日期' }) }),
      { query: 'bad wrongDate', clock: 'bad wrongDay' },
    ],
    [
      'another merchant’s answer',
      (r) => ({ body: signed(r, { huifu_id: '6666000000000099', resp_code: '99010003', resp_desc: '交易不存在' }) }),
      { query: 'bad mismatch' },
    ],
    [
      'a fault',
      (r) => ({ body: signed(r, { resp_code: '98888888', resp_desc: '系统错误' }) }),
      { query: 'warning system' },
    ],
    [
      'anything else',
      (r) => ({ body: signed(r, { resp_code: '21000000', resp_desc: '参数缺失' }) }),
      { query: 'bad rejected' },
    ],
  ])('finds %s', async (_, answer, expected) => {
    bench.reply = answer;
    expect(await findings()).toEqual({ ...allGood, ...expected });
  });

  const noon = Date.parse('2026-01-05T04:00:00Z');
  it.each([
    ['59 s', noon, noon + 59_000, 'good ok'],
    ['two minutes behind', noon, noon + 120_000, 'warning behind'],
    ['two minutes ahead', noon, noon - 120_000, 'warning ahead'],
    ['a day behind', noon, noon + 86_400_000, 'bad wrongDay'],
    [
      'the wrong side of midnight in Beijing',
      noon + 12 * 3_600_000 - 61_000,
      noon + 12 * 3_600_000 + 30_000,
      'bad wrongDay',
    ],
  ])('tells a clock that is %s', async (_, pc, gateway, expected) => {
    bench.clock = () => instant(pc);
    bench.reply = (request) => ({ ...notFound(request), date: new Date(gateway).toUTCString() });
    expect((await findings())['clock']).toBe(expected);
  });

  it('finds that nobody answers', async () => {
    const draft = await bench.importFile();
    await bench.stopServer();
    const saved = await bench.profiles.saveDraft(draft.id, draft.fields);
    const checked = saved.ok ? await bench.profiles.check(saved.data.id) : saved;
    expect(checked).toMatchObject({
      ok: true,
      data: [
        {},
        {},
        { topic: 'reach', level: 'bad', outcome: 'refused' },
        {},
        {},
        { topic: 'clock', level: 'skipped' },
        {},
      ],
    });
  });

  it('finds a missing project', async () => {
    expect((await findings({ project_id: '' }))['project']).toBe('bad missing');
    expect((await findings({ project_title: '' }))['project']).toBe('bad titleMissing');
  });

  it('finds a key that is gone from an open keychain, and tells it from a locked one', async () => {
    const { id } = await bench.save();
    bench.entries.clear();
    const gone = await bench.profiles.check(id);
    expect(gone).toMatchObject({
      data: [
        { topic: 'keychain', level: 'bad', outcome: 'missing' },
        { level: 'skipped' },
        { level: 'skipped' },
        { level: 'skipped' },
        { level: 'skipped' },
        { level: 'skipped' },
        { topic: 'project', level: 'good' },
      ],
    });
    bench.reopen(lockedStore);
    expect(await bench.profiles.check(id)).toMatchObject({
      data: [{ topic: 'keychain', outcome: 'locked' }, {}, {}, {}, {}, {}, {}],
    });
    expect(bench.seen).toEqual([]);
  });

  it('finds another key under the name on record', async () => {
    const { id } = await bench.save();
    const { keyId } = (await bench.stored(id))!;
    await createVault(bench.store).storeKey(keyId, second.privateKey.export({ format: 'der', type: 'pkcs8' }));
    expect(await bench.profiles.check(id)).toMatchObject({
      data: [{}, { topic: 'selfTest', level: 'bad', outcome: 'otherKey' }, {}, {}, {}, {}, {}],
    });
  });
});
