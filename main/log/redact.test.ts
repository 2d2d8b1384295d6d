import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { homedir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs8 = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
const base64 = pkcs8.toString('base64');

/** Ways in which the key may come, each with the characters by which a leak would be known. */
const forms: [string, unknown][] = [
  ['PKCS#8 PEM', pair.privateKey.export({ format: 'pem', type: 'pkcs8' })],
  ['PKCS#1 PEM', pair.privateKey.export({ format: 'pem', type: 'pkcs1' })],
  ['Base64', base64],
  ['URL-safe Base64', pkcs8.toString('base64url')],
  ['form', new URLSearchParams({ a: base64 }).toString()],
  ['hex', pkcs8.toString('hex')],
  ['hex pairs', pkcs8.toString('hex').replace(/..(?=.)/g, '$&:')],
  ['bytes', pkcs8],
  ['byte list', [...pkcs8]],
  ['bytes as JSON', JSON.parse(JSON.stringify(pkcs8))],
  ['JWK', pair.privateKey.export({ format: 'jwk' })],
  ['key object', pair.privateKey],
  ['secret key object', createSecretKey(pkcs8)],
];

/** What a thief would look for: stretches of the key, in each alphabet it may be written in. */
const pkcs1 = pair.privateKey.export({ format: 'der', type: 'pkcs1' });
const secrets = [
  pkcs8,
  pkcs1,
  ...Object.values(pair.privateKey.export({ format: 'jwk' })).map((n) => Buffer.from(String(n), 'base64url')),
]
  .filter((bytes) => bytes.length > 64)
  .flatMap((bytes) => [0, 1, 2].map((shift) => bytes.subarray(shift)))
  .flatMap((bytes) => [bytes.toString('base64').replace(/[^A-Za-z0-9]/g, ''), bytes.toString('hex')]);

/** A line's rest of up to 27 characters may stay; a letter of what stands beside it may fit by chance. */
const PIECE = 32;

function leaks(value: unknown): string | undefined {
  const written = JSON.stringify(value) ?? '';
  const letters = written.replace(/\\[nrt]|%2[BF]|%3D/g, '').replace(/[^A-Za-z0-9]/g, '');
  for (const secret of secrets) {
    const text = /^[0-9a-f]+$/.test(secret) ? letters.toLowerCase() : letters;
    for (let at = 0; at + PIECE <= secret.length; at += 9) {
      const piece = secret.slice(at, at + PIECE);
      if (text.includes(piece)) return piece;
    }
  }
  return undefined;
}

const hidings: ((secret: unknown) => unknown)[] = [
  (s) => s,
  (s) => ({ note: { deep: [1, s] } }),
  (s) => [[{ a: s }]],
  (s) => new Map([['k', s]]),
  (s) => new Set([s]),
  (s) => new Error(`import failed: ${textOf(s)}`),
  (s) => new Error('outer', { cause: new Error(textOf(s)) }),
  (s) => Object.assign(new Error('request failed'), { config: { data: s }, code: 'E' }),
  (s) => `could not read "${textOf(s)}" from the file`,
  (s) => JSON.stringify({ merchant: { text: textOf(s) } }),
  (s) => JSON.stringify(JSON.stringify({ a: textOf(s) })),
  (s) => ({ [textOf(s)]: 1 }),
  (s) => ({ privateKey: s }),
  (s) => new Map([[s, 'x']]),
];
const textOf = (secret: unknown) => (typeof secret === 'string' ? secret : JSON.stringify(secret));

describe('no key material survives', () => {
  it('finds a leak where there is one', () => {
    expect(leaks({ a: base64 })).toBeDefined();
    expect(leaks({ a: pkcs8.toString('hex') })).toBeDefined();
    expect(leaks(`x ${base64.slice(700, 800)} y`)).toBeDefined();
  });

  it.each(forms)('as %s, wherever it hides', (_, form) => {
    for (const hide of hidings) expect(leaks(redact(hide(form)))).toBeUndefined();
    for (const outer of hidings) for (const inner of hidings) expect(leaks(redact(outer(inner(form))))).toBeUndefined();
  });

  const gaps = fc.constantFrom(' ', '\n', '\r\n', '\t', '\\n', '"\n"', '  \n');
  it('wrapped at any width, with anything people paste between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), gaps, fc.constantFrom(...hidings), (width, gap, hide) => {
        const wrapped = base64.replace(new RegExp(`.{${width}}(?=.)`, 'g'), `$&${gap}`);
        expect(leaks(redact(hide(wrapped)))).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  it('in its middle, where letters look like the beginning of a key', () => {
    const line = `${base64.slice(300, 344)}MIA`;
    expect(leaks(line)).toBeDefined();
    expect(leaks(redact(`${line}\n${base64.slice(347, 411)}`))).toBeUndefined();
    expect(leaks(redact(`${base64.slice(200, 240)}\n${line}\n${base64.slice(347, 411)}`))).toBeUndefined();
  });

  it('in pieces: half a PEM, a line of it, its middle', () => {
    const pem = String(forms[0]![1]);
    fc.assert(
      fc.property(
        fc.nat({ max: pem.length - 100 }),
        fc.integer({ min: 100, max: pem.length }),
        fc.constantFrom(...hidings),
        (from, length, hide) => {
          expect(leaks(redact(hide(pem.slice(from, from + length))))).toBeUndefined();
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('what identifies or unlocks is masked', () => {
  it.each([
    ['card 6222021234567890123 refused', 'card …0123 refused'],
    ['6222 0212 3456 7890 123', '…123'],
    ['call 13812345678 now', 'call …5678 now'],
    ['id 11010119900307123X', 'id …123X'],
    ['paid by oX1y2z3_4-5a6b7c8d9e0f1g2h3i', 'paid by …2h3i'],
    [
      'GET https://api.huifu.com/hostingh5/?jump_id=H1&huifu_id=6666 failed',
      'GET https://api.huifu.com/hostingh5/?… failed',
    ],
    ['proxy http://li:geheim@10.0.0.1:8080/', 'proxy http://10.0.0.1:8080/'],
    ['C:\\Users\\Li Ming\\AppData\\console.log', '~\\AppData\\console.log'],
    ['/home/li/app and /Users/li/app', '~/app and ~/app'],
    ['{"sign":"abc+/=","resp_code":"00000000"}', '{"sign":"[hidden]","resp_code":"00000000"}'],
    ['{\\"auth_code\\":\\"1301\\",\\"a\\":1}', '{\\"auth_code\\":\\"[hidden]\\",\\"a\\":1}'],
    ['sign=abc&resp_data=x', 'sign=[hidden]&resp_data=x'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('goes by the names of fields', () => {
    expect(
      redact({
        sign: 'abc',
        Auth_Code: 130112345678901234n,
        webhook_endpoint_key: '0123456789abcdef',
        passphrase: 'hunter2',
        sub_openid: 'oTest_0000000001',
        mobile: '13812345678',
        amount: 150,
        at: 1767576600000,
        hasWebhookKey: true,
        account: 6222021234567890,
      }),
    ).toEqual({
      sign: '[hidden]',
      Auth_Code: '[hidden]',
      webhook_endpoint_key: '[hidden]',
      passphrase: '[hidden]',
      sub_openid: '…0001',
      mobile: '…5678',
      amount: 150,
      at: 1767576600000,
      hasWebhookKey: true,
      account: '…7890',
    });
  });

  it('takes out this user’s own folder', () => {
    expect(JSON.stringify(redact(new Error(`ENOENT: ${homedir()}/ledger`)))).not.toContain(`${homedir()}/`);
  });
});

describe('what support needs stays', () => {
  it.each([
    'payment P2026010509300001ABCDEFGH waits, asked with Q2026010509300001ABCDEFGJ',
    'global number 0056default220825182711P099ac1f343f00000',
    'at 20260105093000 Beijing',
    '通道异常，请稍后重试 [91111119]',
    '3F2A 91BC 00D4 E5F6',
    'at open (file:///opt/console/main/ledger/openLedgerInWorkerThread/keepStatementsPreparedForPages.js:10:3)',
    'backup ledger-live-20260105T093000-before-the-migration-to-version-3.sqlite',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('survives odd values', () => {
    const odd: Record<string, unknown> = {
      f: () => 1,
      n: Number.NaN,
      none: undefined,
      nil: null,
      d: new Date(Number.NaN),
    };
    odd['self'] = odd;
    Object.defineProperty(odd, 'bad', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(redact(odd)).toEqual({
      f: '[function]',
      n: 'NaN',
      nil: null,
      d: '[no date]',
      self: '[circular]',
      bad: '[unreadable]',
    });
  });

  it('never throws, and what it gives is JSON', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
        (value) => {
          expect(() => JSON.stringify({ value: redact(value) })).not.toThrow();
        },
      ),
    );
  });
});
