import { createSign, generateKeyPairSync } from 'node:crypto';
import { createPaymentGateway } from '../main/gateway/index.ts';
import { canonicalText } from '../main/gateway/canonical.ts';
import { createMemoryVault } from '../main/vault/memoryVault.ts';
import { fen } from '../shared/domain/money.ts';
import type { Profile } from '../shared/domain/profile.ts';
import { instant, type BusinessDate } from '../shared/domain/time.ts';
import { printReport } from './report.ts';

/**
 * What a signed call costs the processor beyond the signature itself: canonical text, envelope, transport, verification
 * of the answer and its reading. The network is a function in memory, so that only the console's own work is counted.
 */
const RUNS = 400;
const merchant = generateKeyPairSync('rsa', { modulusLength: 2048 });
const huifu = generateKeyPairSync('rsa', { modulusLength: 2048 });
const now = instant(Date.parse('2026-01-05T09:30:00+08:00'));
const call = { requestDate: '20260105' as BusinessDate, requestNumber: 'Q2026010509300001ABCDEFGH' };
const order = { ...call, requestNumber: 'P2026010509300001ABCDEFGH', huifuNumber: null };

const vault = createMemoryVault();
await vault.storeKey('bench', merchant.privateKey.export({ format: 'der', type: 'pkcs8' }));
const signer = await vault.signer('bench');
if (!signer.ok || !signer.data) throw new Error('no signer');

const profile: Profile = {
  id: 'bench',
  name: 'Bench',
  environment: 'live',
  sysId: '6666000000000000',
  productId: 'YYZY',
  huifuId: '6666000000000001',
  baseUrl: 'https://gateway.invalid',
  generation: 'v3',
  projectId: 'PROJECTID2026',
  projectTitle: 'Bench',
  skillSource: '',
  linkMinutes: 10,
  huifuPublicKey: huifu.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  keyId: 'bench',
  keyFingerprint: '',
  keyBits: 2048,
  hasWebhookKey: false,
  createdAt: now,
};

const data = canonicalText({
  resp_code: '00000000',
  resp_desc: '查询成功',
  huifu_id: profile.huifuId,
  req_date: call.requestDate,
  req_seq_id: call.requestNumber,
  org_req_date: order.requestDate,
  org_req_seq_id: order.requestNumber,
  trans_amt: '12.50',
  trans_stat: 'P',
});
const sign = createSign('sha256').update(data, 'utf8').sign(huifu.privateKey, 'base64');
const answer = `{"data":${data},"sign":"${sign}"}`;
const gateway = createPaymentGateway(
  { profile, signer: signer.data },
  { fetch: async () => new Response(answer), now: () => now },
);

const text = data;
const bare: number[] = [];
const whole: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  bare.push(await cpu(() => signer.data!.sign(text)));
  whole.push(
    await cpu(async () => {
      const outcome = await gateway.queryHostedPayment(call, order, fen(1250));
      if (outcome.kind !== 'accepted') throw new Error(`the call was not accepted: ${JSON.stringify(outcome)}`);
    }),
  );
}

printReport(
  'signing',
  [
    { what: 'bare RSA-2048 signature', samples: bare.slice(50) },
    { what: 'signed call, answer verified and read', samples: whole.slice(50), against: 'bare RSA-2048 signature' },
  ],
  ['Processor time of this process (user and system), without sockets.'],
);

/** Processor time in ms. */
async function cpu(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
