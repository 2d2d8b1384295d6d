import { createPublicKey, verify } from 'node:crypto';
import { createKeytarVault } from './keytarVault.ts';

/**
 * Run by the tests in a process of its own, since a keychain's state belongs to the session a process runs in: takes
 * steps on the real keychain (`process.argv`, a key's Base64 on stdin) and prints one JSON line with what came out.
 */
const vault = createKeytarVault();
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const pkcs8 = Buffer.from(Buffer.concat(chunks).toString('utf8'), 'base64');

const steps: Record<string, () => Promise<unknown>> = {
  store: () => vault.storeKey('shop', pkcs8),
  async sign() {
    const signer = await vault.signer('shop');
    if (!signer.ok || !signer.data) return signer;
    const key = createPublicKey({ key: Buffer.from(signer.data.publicKey, 'base64'), format: 'der', type: 'spki' });
    return { verified: verify('sha256', Buffer.from('x'), key, Buffer.from(signer.data.sign('x'), 'base64')) };
  },
  state: () => vault.keyState('shop', true),
  remove: () => vault.removeKey('shop'),
  secret: async () => [await vault.storeSecret('webhook', '终端\0密钥'), await vault.readSecret('webhook')],
  probe: () => vault.probe(),
};

const outcome: Record<string, unknown> = {};
for (const name of process.argv.slice(2)) outcome[name] = await steps[name]!();
process.stdout.write(`${JSON.stringify(outcome)}\n`);
