import { createHash, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fen } from '../../shared/domain/money.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { instant, type BusinessDate } from '../../shared/domain/time.ts';
import type { Signer } from '../vault/types.ts';

/** Parts for this room's tests: keys, a profile, and a gateway on loopback that says what the test tells it to say. */

export interface TestKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** SPKI DER in Base64. */
  spki: string;
  sign(text: string): string;
}

export function newTestKey(bits = 2048): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return {
    privateKey,
    publicKey,
    spki: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (text) => sign('sha256', Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  };
}

export function signerOf(key: TestKey): Signer {
  const fingerprint = createHash('sha256').update(key.spki, 'base64').digest('hex');
  return { sign: key.sign, publicKey: key.spki, fingerprint, bits: 2048 };
}

export const merchant = { sysId: '6666000000000000', productId: 'YYZY', huifuId: '6666000000000001' };

export function testProfile(change: Partial<Profile>): Profile {
  return {
    ...merchant,
    id: 'p1',
    name: '示例商户',
    environment: 'live',
    baseUrl: 'https://api.huifu.com',
    generation: 'v3',
    projectId: 'PROJECTID2026',
    projectTitle: '示例收银台',
    skillSource: '',
    linkMinutes: 10,
    huifuPublicKey: '',
    keyId: 'k1',
    keyFingerprint: '',
    keyBits: 2048,
    hasWebhookKey: false,
    createdAt: instant(0),
    ...change,
  };
}

export const order = {
  requestDate: '20260105' as BusinessDate,
  requestNumber: 'P20260105093000T1AAAAAAAA',
  huifuNumber: null,
};
export const ownCall = { requestDate: '20260106' as BusinessDate, requestNumber: 'Q20260106000001T1BBBBBBBB' };
export const amount = fen(1_250);

export interface SeenRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The `data` object of the body. */
  data: Record<string, string>;
  /** Whether `sign` is the merchant key's signature over the `data` text as it stood in the body. */
  signed: boolean;
}

export type Reply = (seen: SeenRequest, response: ServerResponse) => void;

/** A gateway on loopback. `reply` may be changed at any time; `answer` makes one that signs fields or a text. */
export async function startTestGateway(merchantKey: TestKey) {
  const huifuKey = newTestKey();
  const seen: SeenRequest[] = [];
  const state: { reply: Reply } = { reply: (_, response) => response.end() };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { data, sign: signature } = JSON.parse(body) as { data: Record<string, string>; sign: string };
      const dataText = body.slice(body.indexOf(',"data":') + 8, -1);
      const signed = verify('sha256', Buffer.from(dataText), merchantKey.publicKey, Buffer.from(signature, 'base64'));
      const one = { path: request.url ?? '', headers: request.headers, body, data, signed };
      seen.push(one);
      state.reply(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl,
    huifuKey,
    seen,
    state,
    /** Signs a `data` text and wraps it. */
    wrap: (data: string) => `{"data":${data},"sign":${JSON.stringify(huifuKey.sign(data))}}`,
    /** Replies with these fields from now on, signed; with the sent ones at hand. */
    answer(fields: (sent: Record<string, string>) => Record<string, unknown>) {
      state.reply = ({ data }, response) => response.end(this.wrap(JSON.stringify(fields(data))));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const size = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

/** A certificate that `key` has signed for itself, valid for `host` from 2020 to 2049, in PEM. */
export function selfSignedCertificate(key: TestKey, host: string): { cert: string; key: string } {
  const sha256WithRsa = der(0x30, der(0x06, hex('2a864886f70d01010b')), der(0x05));
  const name = der(0x30, der(0x31, der(0x30, der(0x06, hex('550403')), der(0x0c, host))));
  const validity = der(0x30, der(0x17, '200101000000Z'), der(0x17, '491231235959Z'));
  const altNames = der(0x30, der(0x82, host));
  const extensions = der(0xa3, der(0x30, der(0x30, der(0x06, hex('551d11')), der(0x04, altNames))));
  const version3 = der(0xa0, der(0x02, hex('02')));
  const spki = key.publicKey.export({ format: 'der', type: 'spki' });
  const body = der(0x30, version3, der(0x02, hex('01')), sha256WithRsa, name, validity, name, spki, extensions);
  const signature = der(0x03, hex('00'), sign('sha256', body, key.privateKey));
  const lines =
    der(0x30, body, sha256WithRsa, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: key.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}
