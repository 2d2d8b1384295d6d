import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import type { Signer } from '../vault/types.ts';
import { canonicalText } from './canonical.ts';
import { covers, createVerifier, readBase64, readPublicKey } from './signature.ts';

/** `hostCrypto`: this computer cannot do the cryptography. `keyPair`: the private key does not sign for its own public key. */
export type SelfTestProblem = 'hostCrypto' | 'keyPair';

/** Example 1 of huifu-api.md §2.4: what goes in, and the hash of the text that must come out. */
const sample = {
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
};
const sampleHash = '5934d62b679f3d4953192b6a9fe5092c0ca742ca8aabc854fa30c4e09ada0e71';

/** A public key made for this test alone, and its signature over the sample's text. Nobody holds its private half. */
const samplePublicKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmLhrIHibYgCJ2J9OP3NXuDgiki5a/dqgsf8xbvgywNuIolATJPWPTWx/bwV/licP/9+eDhH85OnzLByksjNDsCph9zo/UL/xcBY+CbNfN/PwhieetaRR7IbZF+YfmTv1ADzaDGt4qsV4KRRRq6Vxcy5hY4PCg5eXjRviDD4PoyKHPXhfOeC7DGt4eO+XTKYmnsF3EnRE+mSQDAgDsXOpQWUc7udvZPnu4//V8NEjLD1/aK4X3cKjeI85b/88u7p6yb5YctwfJ/vobglIsKAp1oaX3Xk6Cn6S7/s/fqhBpz0HjuJZ5eankfN0trOQ6YJgp63ogk1Zbs99hIz5DWWKIwIDAQAB';
const sampleSignature =
  'Z9rqmjfBlcw6Oz+CmgGG+2EmhyZEwAcQ6JeH7pGMbF1qgqkasbZImwLPdFSGWuKSFaS32qR4hyVxOKswiqJqrb6wuMKQuydKaMG9DWsmjbGy3tQOwgsnjoAoFKJ4rB+1zYM8fdV6XpzvSefXKRjDnRLC8MqLf4dNSZxeyJyobJm6TirhiSx1wo2bKp38FZxiE1GZOgXLrpD4Lc+ocIKqoBFaPLbeCgZsfyg0tSuyGLs6i+eKd97VKbLbgoM4MP9H47eHePVl8J9jol8BUj20hxFoOTFcfUk3u6gPYdOPBPrTNaLhh15Mf0Bmjc58JAGbcKpfGRbIJw15rflE0YHnSA==';

/**
 * Proves before any money moves that this computer builds the right text, verifies a known signature and refuses a changed
 * one, and that the merchant's private key signs for its own public key. Electron's crypto is another library than
 * Node's, so this runs wherever the console runs. Asks nobody.
 */
export function selfTest(signer: Signer): Result<null, SelfTestProblem> {
  const text = canonicalText(sample);
  try {
    const verify = createVerifier(samplePublicKey);
    const builds = createHash('sha256').update(text, 'utf8').digest('hex') === sampleHash;
    const refuses = verify(text.replace('12.50', '12.51'), sampleSignature) === null;
    if (!builds || !refuses || verify(text, sampleSignature) === null) return err('hostCrypto');
  } catch {
    return err('hostCrypto');
  }
  try {
    const key = readPublicKey(signer.publicKey);
    const signature = readBase64(signer.sign(text));
    return key && signature && covers(key, text, signature) ? ok(null) : err('keyPair');
  } catch {
    return err('keyPair');
  }
}
