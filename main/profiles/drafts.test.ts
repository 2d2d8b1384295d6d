import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CredentialDraft } from '../../shared/contract/profiles.ts';
import { readCredentialText, type CredentialPart } from './credentials.ts';
import { Drafts } from './drafts.ts';

const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const huifu = generateKeyPairSync('rsa', { modulusLength: 2048 });
const big = generateKeyPairSync('rsa', { modulusLength: 4096 });
const privateText = own.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
const ownText = own.publicKey.export({ format: 'pem', type: 'spki' }) as string;
const huifuText = huifu.publicKey.export({ format: 'pem', type: 'spki' }) as string;
const ids = { sys_id: '6666000000000001', product_id: 'YYZY', huifu_id: '6666000000000001' };

let drafts: Drafts;
beforeEach(() => {
  drafts = new Drafts();
});
afterEach(() => drafts.close());

function add(text: string, part: CredentialPart = 'all', id?: string): CredentialDraft {
  const draft = drafts.add(id, part, readCredentialText(text, part));
  if (!draft) throw new Error('gone');
  return draft;
}
const json = (value: object) => add(JSON.stringify({ ...ids, ...value }));

describe('a draft', () => {
  it('says what is missing and fills in the production address', () => {
    const draft = drafts.create();
    expect(draft.fields.baseUrl).toBe('https://api.huifu.com');
    expect(draft.problems).toEqual([
      { problem: 'keyMissing', field: 'privateKey' },
      { problem: 'huifuKeyMissing', field: 'huifuPublicKey' },
      { problem: 'sysIdMissing', field: 'sysId' },
      { problem: 'productIdMissing', field: 'productId' },
      { problem: 'huifuIdMissing', field: 'huifuId' },
    ]);
  });

  it('is complete with a whole file, and shows fingerprints only', () => {
    const draft = json({ merchant_private_key: privateText, huifu_public_key: huifuText });
    expect(draft).toMatchObject({ problems: [], notes: [], needsPassphrase: false, hasWebhookKey: false });
    expect(draft.privateKey).toEqual({ bits: 2048, fingerprint: expect.stringMatching(/^[0-9A-F]{4} /) as string });
    expect(JSON.stringify(draft)).not.toMatch(/BEGIN|MII/);
    expect(drafts.complete(draft.id, draft.fields)).toMatchObject({ privateKey: { bits: 2048 }, webhookKey: null });
  });

  it('takes a public key of the merchant’s name as Huifu’s when it is not the private key’s half', () => {
    const draft = json({ merchant_private_key: privateText, merchant_public_key: huifuText });
    expect(draft.problems).toEqual([]);
    expect(draft.notes).toEqual(['merchantPublicKeyTakenAsHuifus']);
    const complete = drafts.complete(draft.id, draft.fields);
    expect(complete).toMatchObject({
      huifuKey: { publicKey: huifu.publicKey.export({ format: 'der', type: 'spki' }).toString('base64') },
    });
  });

  it.each(['merchant_public_key', 'huifu_public_key'])('refuses the merchant’s own public key as %s', (name) => {
    const draft = json({ merchant_private_key: privateText, [name]: ownText });
    expect(draft.huifuPublicKey).toBeNull();
    expect(draft.problems).toEqual([{ problem: 'ownPublicKey', field: 'huifuPublicKey' }]);
    expect(drafts.complete(draft.id, draft.fields)).toBe('incomplete');
    expect(add(huifuText, 'huifuPublicKey', draft.id).problems).toEqual([]);
  });

  it('notices the merchant’s own public key whichever comes first, behind a passphrase too', () => {
    const first = add(ownText, 'huifuPublicKey');
    expect(first.huifuPublicKey).not.toBeNull();
    const sealed = own.privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'geheim' });
    const waiting = add(sealed as string, 'privateKey', first.id);
    expect(waiting).toMatchObject({ needsPassphrase: true, privateKey: null });
    expect(waiting.problems).toContainEqual({ problem: 'encrypted', field: 'privateKey' });
    const wrong = drafts.passphrase(first.id, 'falsch');
    expect(wrong?.problems).toContainEqual({ problem: 'wrongPassphrase', field: 'privateKey' });
    expect(wrong?.needsPassphrase).toBe(true);
    const opened = drafts.passphrase(first.id, 'geheim');
    expect(opened).toMatchObject({ needsPassphrase: false, privateKey: { bits: 2048 }, huifuPublicKey: null });
    expect(opened?.problems).toContainEqual({ problem: 'ownPublicKey', field: 'huifuPublicKey' });
  });

  it('notes a pair in the file and 4096 bits', () => {
    const pair = json({ merchant_private_key: privateText, merchant_public_key: ownText, huifu_public_key: huifuText });
    expect(pair).toMatchObject({ problems: [], notes: ['pairFromFile'] });
    const large = add(big.privateKey.export({ format: 'pem', type: 'pkcs1' }) as string, 'privateKey');
    expect(large.notes).toEqual(['pkcs1Converted', 'bits4096']);
  });

  it('shows the last key that was given, also where it cannot be used', () => {
    const draft = json({ merchant_private_key: privateText, huifu_public_key: huifuText });
    const spoilt = add('nonsense', 'privateKey', draft.id);
    expect(spoilt).toMatchObject({ privateKey: null, problems: [{ problem: 'notAKey', field: 'privateKey' }] });
    expect(spoilt.huifuPublicKey).toEqual(draft.huifuPublicKey);
    expect(add(privateText, 'privateKey', draft.id).problems).toEqual([]);
  });

  it('keeps its keys when the clipboard was empty', () => {
    const draft = json({ merchant_private_key: privateText, huifu_public_key: huifuText });
    const same = drafts.addNothing(draft.id, 'privateKey');
    expect(same?.problems).toEqual([{ problem: 'clipboardEmpty', field: 'privateKey' }]);
    expect(same?.privateKey).toEqual(draft.privateKey);
    expect(drafts.complete(draft.id, draft.fields)).not.toBe('incomplete');
  });

  it('is not spoilt for ever by a wrong file', () => {
    const draft = json({ merchant_private_key: privateText, huifu_public_key: huifuText });
    expect(add('{"a":1}', 'all', draft.id).problems).toEqual([{ problem: 'noCredentials', field: 'file' }]);
    expect(drafts.update(draft.id, draft.fields)?.problems).toEqual([]);
  });

  it('tidies what is typed and names what it cannot tidy', () => {
    const { id, fields } = json({ merchant_private_key: privateText, huifu_public_key: huifuText });
    const typed = drafts.update(id, {
      ...fields,
      huifuId: ' ６６６６ ０００1 ',
      baseUrl: 'gw.example.com/a/',
      name: ' 店 ',
    });
    expect(typed).toMatchObject({
      problems: [],
      fields: { huifuId: '66660001', baseUrl: 'https://gw.example.com/a', name: '店' },
    });
    const wrong = {
      ...fields,
      huifuId: '66-66',
      productId: '产品',
      baseUrl: 'http://gw.example.com',
      skillSource: '来源',
    };
    expect(drafts.update(id, wrong)?.problems).toEqual([
      { problem: 'badId', field: 'productId' },
      { problem: 'badId', field: 'huifuId' },
      { problem: 'plainHttp', field: 'baseUrl' },
      { problem: 'badId', field: 'skillSource' },
    ]);
    for (const baseUrl of ['https://', 'ftp://x', 'https://a/?b=1', 'https://u:p@a']) {
      expect(drafts.update(id, { ...fields, baseUrl })?.problems.map(({ problem }) => problem)).toEqual(['badAddress']);
    }
    expect(drafts.update(id, { ...fields, baseUrl: 'http://127.0.0.1:8080' })?.problems).toEqual([]);
    expect(drafts.update(id, { ...fields, baseUrl: '' })?.fields.baseUrl).toBe('https://api.huifu.com');
  });

  it('does not take from a file what its form could not hold', () => {
    const draft = json({ sys_id: '6'.repeat(40), skill_source: 'x'.repeat(80) });
    expect(draft.fields).toMatchObject({ sysId: '', skillSource: '', productId: 'YYZY' });
    expect(draft.problems).toEqual(
      expect.arrayContaining([
        { problem: 'badId', field: 'sysId' },
        { problem: 'badId', field: 'skillSource' },
      ]),
    );
  });
});

describe('the private key of a draft', () => {
  const leave: [string, (id: string) => void][] = [
    ['it is dropped', (id) => drafts.drop(id)],
    ['the console closes', () => drafts.close()],
    ['nobody touches it for a quarter of an hour', () => vi.advanceTimersByTime(15 * 60_000)],
    [
      'another key takes its place',
      (id) => void add(big.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string, 'privateKey', id),
    ],
  ];
  it.each(leave)('is wiped when %s', (_, work) => {
    vi.useFakeTimers();
    try {
      const draft = json({ merchant_private_key: privateText, huifu_public_key: huifuText });
      const complete = drafts.complete(draft.id, draft.fields);
      if (typeof complete === 'string') throw new Error(complete);
      expect(complete.privateKey.pkcs8.some((byte) => byte !== 0)).toBe(true);
      work(draft.id);
      expect(complete.privateKey.pkcs8.every((byte) => byte === 0)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('lives on while the draft is worked on, and is gone for good afterwards', () => {
    vi.useFakeTimers();
    try {
      const draft = drafts.create();
      vi.advanceTimersByTime(14 * 60_000);
      expect(drafts.update(draft.id, draft.fields)).not.toBeNull();
      vi.advanceTimersByTime(14 * 60_000);
      expect(drafts.update(draft.id, draft.fields)).not.toBeNull();
      vi.advanceTimersByTime(15 * 60_000);
      expect(drafts.update(draft.id, draft.fields)).toBeNull();
      expect(drafts.passphrase(draft.id, 'x')).toBeNull();
      expect(drafts.complete(draft.id, draft.fields)).toBe('gone');
      expect(drafts.add(draft.id, 'privateKey', readCredentialText(privateText, 'privateKey'))).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});
