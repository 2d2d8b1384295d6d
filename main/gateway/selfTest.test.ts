import { describe, expect, it } from 'vitest';
import { selfTest } from './selfTest.ts';
import { newTestKey, signerOf } from './testing.ts';

const [key, other] = [newTestKey(), newTestKey()];

describe('self-test', () => {
  it('passes with a key pair that belongs together', () => {
    expect(selfTest(signerOf(key))).toEqual({ ok: true, data: null });
  });

  it.each([
    ['of two pairs', { ...signerOf(key), publicKey: other.spki }],
    ['without a readable public half', { ...signerOf(key), publicKey: '' }],
    ['that signs something else', { ...signerOf(key), sign: (text: string) => key.sign(`${text} `) }],
    ['that gives no Base64', { ...signerOf(key), sign: () => '签名' }],
    [
      'that fails',
      {
        ...signerOf(key),
        sign: (): string => {
          throw new Error('locked');
        },
      },
    ],
  ])('fails with a key %s', (_, signer) => {
    expect(selfTest(signer)).toEqual({ ok: false, error: 'keyPair' });
  });
});
