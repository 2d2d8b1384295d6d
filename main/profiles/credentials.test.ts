import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../vault/fingerprint.ts';
import { readCredentials, readCredentialText, type CredentialPart } from './credentials.ts';
import { holdsPrivateKey, readKeys, unsealKey, type SealedKey } from './keyText.ts';

const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const huifu = generateKeyPairSync('rsa', { modulusLength: 2048 });
const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
const curve = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const edwards = generateKeyPairSync('ed25519');

const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'spki' | 'sec1') =>
  key.export({ format: 'pem', type } as never) as unknown as string;
const der = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'spki') =>
  key.export({ format: 'der', type } as never) as unknown as Buffer;
const base64 = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'spki') => der(key, type).toString('base64');
const privateText = base64(own.privateKey, 'pkcs8');
const huifuText = base64(huifu.publicKey, 'spki');
const spki = base64(own.publicKey, 'spki');

function read(text: string | Buffer, part: CredentialPart = 'all') {
  const result = typeof text === 'string' ? readCredentialText(text, part) : readCredentials(text, part);
  return {
    ...result,
    ownKey: result.privateKey?.kind === 'private' ? result.privateKey.publicKey : (result.privateKey?.kind ?? null),
    publicTexts: result.publicKeys.map(({ key }) => key.publicKey),
    named: result.publicKeys.map(({ named }) => named),
  };
}
const problemsOf = (text: string | Buffer, part: CredentialPart = 'all') => read(text, part).problems;

describe('a private key', () => {
  it.each([
    ['PKCS#8 PEM', pem(own.privateKey, 'pkcs8')],
    ['PKCS#1 PEM', pem(own.privateKey, 'pkcs1')],
    ['PKCS#8 Base64', privateText],
    ['PKCS#1 Base64', base64(own.privateKey, 'pkcs1')],
    ['Windows line ends', pem(own.privateKey, 'pkcs8').replaceAll('\n', '\r\n')],
    ['a PEM on one line', pem(own.privateKey, 'pkcs8').replaceAll('\n', ' ')],
    ['line ends written out', pem(own.privateKey, 'pkcs8').replaceAll('\n', '\\n')],
    ['text around it', `您好，密钥如下：\n${pem(own.privateKey, 'pkcs8')}\n谢谢`],
    ['quotes', `"${privateText}",`],
    ['curly quotes and a mark', `\ufeff“${privateText}”`],
    ['URL-safe Base64', der(own.privateKey, 'pkcs8').toString('base64url')],
    ['its public half behind it', pem(own.privateKey, 'pkcs8') + pem(own.publicKey, 'spki')],
    ['its public half before it', pem(own.publicKey, 'spki') + pem(own.privateKey, 'pkcs8')],
  ])('comes as %s', (_, text) => {
    const found = read(text, 'privateKey');
    expect(found.problems).toEqual([]);
    expect(found.ownKey).toBe(spki);
    const { privateKey } = found;
    if (privateKey?.kind !== 'private') throw new Error('no key');
    expect(privateKey).toMatchObject({ bits: 2048, fingerprint: fingerprintOf(spki) });
    expect(privateKey.pkcs8.equals(der(own.privateKey, 'pkcs8'))).toBe(true);
  });

  it('comes as a DER file and as UTF-16 text', () => {
    expect(read(der(own.privateKey, 'pkcs8')).ownKey).toBe(spki);
    expect(read(der(own.privateKey, 'pkcs1')).notes).toEqual(['pkcs1Converted']);
    expect(read(Buffer.from(`\ufeff${privateText}`, 'utf16le'), 'privateKey').ownKey).toBe(spki);
  });

  it('comes with blanks and line ends anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(privateText.length), { maxLength: 20 }),
        fc.constantFrom(' ', '\n', '\r\n', '\t'),
        (places, gap) => {
          const text = places
            .toSorted((a, b) => b - a)
            .reduce((at, n) => at.slice(0, n) + gap + at.slice(n), privateText);
          expect(read(text, 'privateKey').ownKey).toBe(spki);
        },
      ),
      { numRuns: 50 },
    );
  });

  const lines = pem(own.privateKey, 'pkcs8').split('\n');
  it.each([
    ['halfPem', 'without its end', lines.slice(0, -6).join('\n')],
    ['halfPem', 'without its beginning', lines.slice(6).join('\n')],
    ['halfPem', 'without its middle', [...lines.slice(0, 5), ...lines.slice(12)].join('\n')],
    ['halfPem', 'Base64 cut short', privateText.slice(0, 900)],
    ['notAKey', 'a word', 'password'],
    ['notAKey', 'Base64 of something else', Buffer.from('x'.repeat(300)).toString('base64')],
    ['notAKey', 'a PEM of nothing', '-----BEGIN PRIVATE KEY-----\n密钥\n-----END PRIVATE KEY-----'],
    ['publicInsteadOfPrivate', 'a public key', pem(own.publicKey, 'spki')],
    ['publicInsteadOfPrivate', 'a PKCS#1 public key', base64(own.publicKey, 'pkcs1')],
    ['tooShort', 'RSA-1024', pem(short.privateKey, 'pkcs8')],
    ['notRsa', 'an elliptic curve', pem(curve.privateKey, 'pkcs8')],
    ['notRsa', 'an elliptic curve in its own format', pem(curve.privateKey, 'sec1')],
    ['notRsa', 'Ed25519', pem(edwards.privateKey, 'pkcs8')],
  ])('%s: %s', (problem, _, text) => {
    expect(problemsOf(text, 'privateKey')).toEqual([{ problem, field: 'privateKey' }]);
    expect(read(text, 'privateKey').privateKey).toBeNull();
  });

  it('with a damaged number inside is refused, for what it signs does not verify', () => {
    const bytes = der(own.privateKey, 'pkcs1');
    const modulus = Buffer.from(own.privateKey.export({ format: 'jwk' }).n!, 'base64url');
    const at = bytes.indexOf(modulus) + 40;
    bytes[at] = bytes[at]! ^ 0xff;
    expect(problemsOf(bytes.toString('base64'), 'privateKey')).toEqual([{ problem: 'notAKey', field: 'privateKey' }]);
  });

  it('reads any cut of a PEM as half, or as no key, never as a key', () => {
    const text = pem(own.privateKey, 'pkcs8');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.length - 30 }), (length) => {
        expect(['halfPem', 'notAKey']).toContain(problemsOf(text.slice(0, length), 'privateKey')[0]?.problem);
      }),
      { numRuns: 60 },
    );
  });

  it('never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom<CredentialPart>('all', 'privateKey'), (text, part) => {
        expect(read(text, part).privateKey).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(read(Buffer.from(bytes)).privateKey).toBeNull();
      }),
    );
  });
});

const seal = (cipher: string, type: 'pkcs1' | 'pkcs8', format: 'pem' | 'der' = 'pem') =>
  own.privateKey.export({ format, type, cipher, passphrase: '口令 123' } as never) as unknown as string | Buffer;

describe('an encrypted private key', () => {
  it.each([
    ['PKCS#8, AES-256', seal('aes-256-cbc', 'pkcs8')],
    ['PKCS#8, 3DES', seal('des-ede3-cbc', 'pkcs8')],
    ['PKCS#8 in Base64', (seal('aes-128-cbc', 'pkcs8', 'der') as Buffer).toString('base64')],
    ['PKCS#8 as a DER file', seal('aes-128-cbc', 'pkcs8', 'der')],
    ['PKCS#1, AES-256', seal('aes-256-cbc', 'pkcs1')],
  ])('opens: %s', (_, text) => {
    const sealed = read(text).privateKey as SealedKey;
    expect(sealed.kind).toBe('sealed');
    expect(unsealKey(sealed, '口令 124')).toMatchObject({ problem: 'wrongPassphrase' });
    expect(unsealKey(sealed, '口令 123')).toMatchObject({ kind: 'private', publicKey: spki });
  });

  it('says that a scheme cannot be opened', () => {
    // pbeWithMD5AndDES-CBC: 56 bits, switched off everywhere.
    const head = Buffer.from('30820120301a06092a864886f70d010503300d0408010203040506070802010704820100', 'hex');
    const sealed = read(Buffer.concat([head, Buffer.alloc(256, 7)])).privateKey as SealedKey;
    expect(sealed.kind).toBe('sealed');
    expect(unsealKey(sealed, 'x')).toMatchObject({ problem: 'unsupportedEncryption' });
  });
});

describe('Huifu’s public key', () => {
  it.each([
    ['SPKI PEM', pem(huifu.publicKey, 'spki')],
    ['SPKI Base64', huifuText],
    ['PKCS#1 PEM', pem(huifu.publicKey, 'pkcs1')],
    ['PKCS#1 Base64', base64(huifu.publicKey, 'pkcs1')],
    ['Base64 in short lines', huifuText.replace(/.{20}/g, '$& \r\n')],
  ])('comes as %s', (_, text) => {
    expect(read(text, 'huifuPublicKey')).toMatchObject({ publicTexts: [huifuText], problems: [] });
  });

  it('comes as a certificate', () => {
    // Self-signed for this test alone; its private key is gone.
    const certificate =
      'MIIDLzCCAhegAwIBAgIULWwG3EsvvoNHYKw36wy5rsInElIwDQYJKoZIhvcNAQELBQAwJjEkMCIGA1UEAwwbaHVpZnUtbWVyY2hhbnQtY29uc29sZSB0ZXN0MCAXDTI2MTEyMzIxMzUwMloYDzIxMjYxMDMwMjEzNTAyWjAmMSQwIgYDVQQDDBtodWlmdS1tZXJjaGFudC1jb25zb2xlIHRlc3QwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCdxkPtFctnrsKx9tWplwlHDxeLLlI6R9I6UX5oJbut08GLVZA/gXlze6sbamKuuuTXavuE0NqEO41pc11z7jfljOQGC6JqCB8tpgiHoU3DWl7MWRbSkFtraekUMdpfGcpT1mTz/HHa8n9zctagMjbtt9fkzHWC4WJ0Lht9JPA6nPBuLUuaqcqabCSWi92zeiS+08eNaaF3CMs3/I5PCA6DXFV9ngYIoEqnoB5qnui5p1fyDXNPpVFjUGCUfj73P0i5WcWFOhmOEv3oqhcd6rnfVmmz/yHagxJb+6BZ36OIU7xsJ77PTygY4rkfqNn3i1uz2TJLovEvLC+HcRQH1iSrAgMBAAGjUzBRMB0GA1UdDgQWBBQ+k8rkXQ2faTAy+Xu1YoIYQbs0HDAfBgNVHSMEGDAWgBQ+k8rkXQ2faTAy+Xu1YoIYQbs0HDAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQAcS+tkoUjZ9RcSmQJ11Nhg3MjhaxGe+2OIldM/pwHsBarlZloi/1ete6G84P3d5x5COrGP+DlPziKzIKF1wwy2gZ8Koeqj4g6xx13c9lqmETwJNwVtsxoNBHHIN+q1UdbjfgtiUma7nFrdOp29LujUuzQIEv9T9kmvtgYc3gooQzLxZij36oZWIjS+QT+Iv+wzziGEKbP8qRokeUL8hWtW5GL5IyQzXRKbPiz6d6NOo3OLRl6zC+KWxcFkAEkyDExITL6wsRNpFa0mkdWV1ICFPBk/OLC8X/NH+cJY/lFl3LRwCvGqp0t8iva3EfJx6xB8wJS/+4VSgaKVwO6DZS1X';
    const text = `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
    const found = read(text, 'huifuPublicKey');
    expect(found.problems).toEqual([]);
    expect(found.publicKeys[0]?.key.fingerprint).toBe(
      'FA28 5B99 53A2 C3AD B2EA 4D2B AF3A 0863 B7FC 41B1 A15D 5D87 F402 0D0F 6650 991D',
    );
  });

  it('is not a private key, which is not kept', () => {
    const found = read(pem(own.privateKey, 'pkcs8'), 'huifuPublicKey');
    expect(found.privateKey).toBeNull();
    expect(found.problems).toEqual([{ problem: 'privateInsteadOfPublic', field: 'huifuPublicKey' }]);
  });

  it('is RSA of 2048 bits at least', () => {
    expect(problemsOf(pem(short.publicKey, 'spki'), 'huifuPublicKey')).toMatchObject([{ problem: 'tooShort' }]);
    expect(problemsOf(pem(curve.publicKey, 'spki'), 'huifuPublicKey')).toMatchObject([{ problem: 'notRsa' }]);
  });
});

describe('a JSON file', () => {
  const ids = { sys_id: '6666000000000002', product_id: 'YYZY', huifu_id: '6666000000000001' };
  const fields = { sysId: '6666000000000002', productId: 'YYZY', huifuId: '6666000000000001' };
  const full = { ...ids, rsa_merch_private_key: privateText, rsa_huifu_public_key: huifuText };

  it.each([
    ['the rsa_ names', full, 'huifu'],
    ['the plain names', { ...ids, merchant_private_key: privateText, huifu_public_key: huifuText }, 'huifu'],
    [
      'the verifying key under the merchant’s name',
      { ...ids, merchant_private_key: privateText, merchant_public_key: huifuText },
      'merchant',
    ],
    [
      'other capitals',
      {
        Sys_Id: ids.sys_id,
        PRODUCT_ID: 'YYZY',
        huifuId: ids.huifu_id,
        rsaMerchPrivateKey: privateText,
        RSA_HUIFU_PUBLIC_KEY: huifuText,
      },
      'huifu',
    ],
    [
      'one level of nesting',
      { env: 'prod', config: ids, keys: { merchant_private_key: privateText, huifu_public_key: huifuText } },
      'huifu',
    ],
    ['a list of one', [full], 'huifu'],
    [
      'keys as PEM',
      { ...ids, merchant_private_key: pem(own.privateKey, 'pkcs1'), huifu_public_key: pem(huifu.publicKey, 'spki') },
      'huifu',
    ],
    [
      'an example where the merchant’s own key could be',
      { ...full, merchant_public_key: 'your public key here' },
      'huifu',
    ],
  ])('with %s', (_, json, named) => {
    const found = read(JSON.stringify(json));
    expect(found).toMatchObject({ fields, ownKey: spki, publicTexts: [huifuText], named: [named], problems: [] });
  });

  it('with everything that is optional', () => {
    const more = {
      gateway_url: 'https://gw.example.com/prefix/',
      project_id: 'PROJECTID2026010100000001',
      project_title: '示例收银台',
      skill_source: 'label_1',
      webhook_endpoint_key: '0123456789abcdef0123456789abcdef',
    };
    const found = read(JSON.stringify({ ...full, ...more }));
    expect(found.fields).toEqual({
      ...fields,
      baseUrl: more.gateway_url,
      projectId: more.project_id,
      projectTitle: more.project_title,
      skillSource: more.skill_source,
    });
    expect(found.webhookKey).toBe(more.webhook_endpoint_key);
  });

  it('in GBK, with a mark, and with numbers that no double can hold', () => {
    const gbk = Buffer.concat([
      Buffer.from('{"huifu_id": 9999999999999999, "project_title":"'),
      Buffer.from([0xca, 0xd5, 0xd2, 0xf8, 0xcc, 0xa8]),
      Buffer.from('"}'),
    ]);
    expect(read(gbk).fields).toEqual({ huifuId: '9999999999999999', projectTitle: '收银台' });
    expect(read(Buffer.from(`\ufeff${JSON.stringify(full)}`)).fields).toEqual(fields);
  });

  it('names what is wrong', () => {
    expect(problemsOf(JSON.stringify(full).slice(0, -20))).toEqual([{ problem: 'notJson', field: 'file' }]);
    expect(problemsOf('{"a":1}')).toEqual([{ problem: 'noCredentials', field: 'file' }]);
    expect(problemsOf('订单号,金额\n1,2')).toEqual([{ problem: 'noCredentials', field: 'file' }]);
    expect(problemsOf('')).toEqual([{ problem: 'noCredentials', field: 'file' }]);
    expect(problemsOf(JSON.stringify({ ...full, rsa_merch_private_key: privateText.slice(0, 500) }))).toEqual([
      { problem: 'halfPem', field: 'privateKey' },
    ]);
    expect(problemsOf(JSON.stringify({ ...full, rsa_huifu_public_key: privateText }))).toEqual([
      { problem: 'privateInsteadOfPublic', field: 'huifuPublicKey' },
    ]);
    expect(problemsOf(JSON.stringify({ ...full, rsa_merch_private_key: huifuText }))).toEqual([
      { problem: 'publicInsteadOfPrivate', field: 'privateKey' },
    ]);
  });

  it('gives one key where one key is asked for, and leaves the typed fields alone', () => {
    expect(read(JSON.stringify(full), 'huifuPublicKey')).toMatchObject({
      ownKey: null,
      publicTexts: [huifuText],
      fields: {},
    });
    expect(read(JSON.stringify(full), 'privateKey')).toMatchObject({ ownKey: spki, publicTexts: [], fields: {} });
  });
});

describe('the clipboard', () => {
  it.each([
    [pem(own.privateKey, 'pkcs8'), true],
    [privateText, true],
    [privateText.slice(0, 800), true],
    [pem(own.privateKey, 'pkcs8').slice(0, 300), true],
    [JSON.stringify({ merchant_private_key: privateText }), true],
    [huifuText, false],
    [pem(huifu.publicKey, 'spki'), false],
    ['6666000000000001', false],
  ])('is cleared after a private key only (%#)', (text, expected) => {
    expect(holdsPrivateKey(text)).toBe(expected);
  });
});

it('keeps nothing of what was read but the key itself', () => {
  const [key] = readKeys(privateText);
  if (key?.kind !== 'private') throw new Error('no key');
  expect(createPrivateKey({ key: key.pkcs8, format: 'der', type: 'pkcs8' }).asymmetricKeyType).toBe('rsa');
  expect(JSON.stringify({ ...key, pkcs8: null })).not.toContain(privateText.slice(100, 140));
});
