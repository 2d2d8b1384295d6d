import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleEvent, samplePayment } from '../ledger/testing/samples.ts';
import { huifu, lockedStore, openBench, own, privateText, publicText, second, type Bench } from './testing.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

describe('saving', () => {
  it('puts the key into the keychain and everything else into the ledger', async () => {
    const view = await bench.save();
    expect(view).toMatchObject({ name: '收银台', environment: 'live', keyState: 'present', keyBits: 2048 });
    expect(JSON.stringify(view)).not.toContain('MII');
    const profile = await bench.stored(view.id);
    expect(profile?.huifuPublicKey).toBe(publicText(huifu.publicKey));
    expect(JSON.stringify(profile)).not.toContain(privateText(own.privateKey).slice(200, 240));
    expect(bench.entries.has(profile!.keyId)).toBe(true);
  });

  it('says which draft is incomplete or gone', async () => {
    const draft = bench.profiles.newDraft();
    expect(await bench.profiles.saveDraft(draft.id, draft.fields)).toMatchObject({
      ok: false,
      error: { code: 'draftIncomplete' },
    });
    bench.profiles.dropDraft(draft.id);
    expect(await bench.profiles.saveDraft(draft.id, draft.fields)).toMatchObject({
      ok: false,
      error: { code: 'draftGone' },
    });
  });

  it('the same merchant at the same address gets new keys, not a twin, and the old key goes', async () => {
    const first = await bench.save(own, { webhook_endpoint_key: '0123456789abcdef0123456789abcdef' });
    await bench.profiles.update(first.id, { ...(await bench.importFile()).fields, name: '一号店' });
    const before = (await bench.stored(first.id))!;
    const again = await bench.save(second);
    expect(again).toMatchObject({ id: first.id, name: '一号店', createdAt: first.createdAt, hasWebhookKey: true });
    expect(again.keyFingerprint).not.toBe(first.keyFingerprint);
    expect(await bench.ledger.profiles()).toHaveLength(1);
    expect([...bench.entries.keys()].filter((name) => name.startsWith(before.keyId))).toEqual([]);
    expect(await bench.profiles.check(first.id)).toMatchObject({
      ok: true,
      data: expect.arrayContaining([expect.objectContaining({ topic: 'selfTest', level: 'good' })]) as unknown,
    });
  });

  it('pressed twice saves one profile, whose key is there', async () => {
    const draft = await bench.importFile();
    const answers = await Promise.all([1, 2].map(() => bench.profiles.saveDraft(draft.id, draft.fields)));
    expect(answers.map((answer) => (answer.ok ? answer.data.keyState : answer.error.code))).toEqual([
      'present',
      'draftGone',
    ]);
    expect(await bench.ledger.profiles()).toHaveLength(1);
  });

  it('another merchant, or another address, is another profile', async () => {
    await bench.save();
    await bench.save(own, { huifu_id: '6666000000000002' });
    await bench.save(own, { gateway_url: `${bench.url}/prefix` });
    expect(await bench.ledger.profiles()).toHaveLength(3);
  });

  it('a locked keychain saves nothing, and the draft can be saved once it is open', async () => {
    let locked = true;
    bench.reopen({
      get: async (name) => (locked ? null : bench.store.get(name)),
      set: (name, text) =>
        locked
          ? Promise.reject(new Error('Cannot create an item in a locked collection'))
          : bench.store.set(name, text),
      delete: async (name) => !locked && bench.store.delete(name),
    });
    const draft = await bench.importFile();
    expect(await bench.profiles.saveDraft(draft.id, draft.fields)).toMatchObject({
      ok: false,
      error: { code: 'keychainLocked' },
    });
    expect(await bench.ledger.profiles()).toEqual([]);
    locked = false;
    expect(await bench.profiles.saveDraft(draft.id, draft.fields)).toMatchObject({
      ok: true,
      data: { keyState: 'present' },
    });
  });

  it.each(Array.from({ length: 13 }, (_, step) => step))(
    'a power cut at keychain write %i of a key change leaves a key that works, and the start tidies up',
    async (step) => {
      const { id } = await bench.save();
      let writes = 0;
      const dies = <T>(work: () => Promise<T>): Promise<T> =>
        (writes += 1) > step ? Promise.reject(new Error('the power went')) : work();
      bench.reopen({
        get: (name) => (writes > step ? Promise.reject(new Error('the power went')) : bench.store.get(name)),
        set: (name, text) => dies(() => bench.store.set(name, text)),
        delete: (name) => dies(() => bench.store.delete(name)),
      });
      const draft = await bench.importFile(second);
      await bench.profiles.saveDraft(draft.id, draft.fields);
      bench.reopen();
      const checked = await bench.profiles.check(id);
      if (!checked.ok) throw new Error(checked.error.code);
      expect(checked.data.slice(0, 2).map(({ level }) => level)).toEqual(['good', 'good']);
      await bench.profiles.tidy();
      const { keyId } = (await bench.stored(id))!;
      expect([...bench.entries.keys()].filter((name) => !name.startsWith(keyId))).toEqual([]);
      expect([...bench.entries.keys()].filter((name) => !name.endsWith('/leftovers'))).toHaveLength(2);
    },
  );
});

describe('pasting', () => {
  it('takes keys one by one and says when the clipboard is to be cleared', () => {
    const first = bench.profiles.readPasted(privateText(own.privateKey), { part: 'privateKey' });
    expect(first.private).toBe(true);
    if (!first.draft.ok) throw new Error('no draft');
    const { id } = first.draft.data;
    const next = bench.profiles.readPasted(publicText(huifu.publicKey), { draftId: id, part: 'huifuPublicKey' });
    expect(next).toMatchObject({
      private: false,
      draft: { data: { id, privateKey: { bits: 2048 }, huifuPublicKey: { bits: 2048 } } },
    });
    expect(bench.profiles.readPasted(' \n', { draftId: id, part: 'privateKey' })).toMatchObject({
      private: false,
      draft: {
        data: { problems: expect.arrayContaining([{ problem: 'clipboardEmpty', field: 'privateKey' }]) as unknown },
      },
    });
  });

  it('refuses files that are too large or cannot be read', async () => {
    const path = join(bench.dir, 'big.json');
    await writeFile(path, ' '.repeat(65 * 1024));
    expect(await bench.profiles.readFile(path, { part: 'all' })).toMatchObject({ error: { code: 'fileTooLarge' } });
    expect(await bench.profiles.readFile(bench.dir, { part: 'all' })).toMatchObject({
      error: { code: 'fileUnreadable' },
    });
    expect(await bench.profiles.readFile(join(bench.dir, 'none'), { part: 'all' })).toMatchObject({
      error: { code: 'fileUnreadable' },
    });
  });
});

describe('changing and removing', () => {
  it('changes fields, and says which one is wrong', async () => {
    const { id } = await bench.save();
    const { fields } = await bench.importFile();
    const changed = await bench.profiles.update(id, {
      ...fields,
      name: '二号店',
      projectId: 'P2',
      baseUrl: `${bench.url}/`,
    });
    expect(changed).toMatchObject({
      ok: true,
      data: { name: '二号店', projectId: 'P2', baseUrl: bench.url, keyState: 'present' },
    });
    expect(await bench.profiles.update(id, { ...fields, sysId: '系统' })).toMatchObject({
      error: { code: 'profileIncomplete', params: { field: 'sysId', problem: 'badId' } },
    });
    expect(await bench.profiles.update('nobody', fields)).toMatchObject({ error: { code: 'notFound' } });
  });

  it('removes the key with the profile, but neither while there are payments', async () => {
    const { id } = await bench.save();
    await bench.ledger.insertPayment(samplePayment(id), sampleEvent());
    expect(await bench.profiles.remove(id)).toMatchObject({ error: { code: 'profileInUse' } });
    expect(await bench.profiles.check(id)).toMatchObject({
      ok: true,
      data: [{ topic: 'keychain', level: 'good' }, {}, {}, {}, {}, {}, {}],
    });
    const { fields } = await bench.importFile();
    expect(await bench.profiles.update(id, { ...fields, huifuId: '6666000000000009' })).toMatchObject({
      error: { code: 'profileInUse' },
    });
    expect(await bench.profiles.update(id, { ...fields, name: '改名' })).toMatchObject({ ok: true });

    const other = await bench.save(second, { huifu_id: '6666000000000002', webhook_endpoint_key: 'k' });
    const kept = bench.entries.size;
    expect(await bench.profiles.remove(other.id)).toEqual({ ok: true, data: null });
    expect(bench.entries.size).toBe(kept - 3);
    expect(await bench.stored(other.id)).toBeUndefined();
  });

  it('keeps its address while a payment is open, which another gateway would not know', async () => {
    const { id } = await bench.save();
    const payment = samplePayment(id);
    await bench.ledger.insertPayment(payment, sampleEvent());
    const { fields } = await bench.importFile();
    const moved = { ...fields, baseUrl: 'https://other.example' };
    expect(await bench.profiles.update(id, moved)).toMatchObject({ error: { code: 'profileInUse' } });
    await bench.ledger.movePayment(payment.id, 'created', 'failed', {}, null);
    expect(await bench.profiles.update(id, moved)).toMatchObject({ data: { baseUrl: 'https://other.example' } });
  });

  it('a profile removed under a locked keychain loses its key at the next start', async () => {
    const { id } = await bench.save();
    bench.reopen(lockedStore);
    expect(await bench.profiles.remove(id)).toEqual({ ok: true, data: null });
    expect(bench.warnings).toHaveLength(1);
    expect(bench.entries.size).toBeGreaterThan(0);
    bench.reopen();
    await bench.profiles.tidy();
    expect(bench.entries.size).toBe(0);
  });
});
