import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fen } from '../../../shared/domain/money.ts';
import { createMemoryVault } from '../../vault/memoryVault.ts';
import { heldFetch, holdLedger, say, type HoldPoint } from './hold.ts';
import { deskOf, openConsole } from './openConsole.ts';

/**
 * A console in a process of its own, for tests that kill it at a certain point of a charge or of a close:
 * `heldConsole.ts <HeldOptions as JSON>`. Charges 12.50 by a link, or a payment code; prints `held` once it stands at the point and stays there, or
 * `charged` when it went through. With a line on stdin it then closes the payment, on a clock 90 s ahead.
 */
export interface HeldOptions {
  dir: string;
  keyId: string;
  /** PKCS#8 DER in Base64. */
  privateKey: string;
  hold: HoldPoint | null;
  /** A payment code to charge instead of making a link. */
  code?: string;
  /** In fen; 1250 unless given. */
  amount?: number;
}

const { dir, keyId, privateKey, hold, code, amount = 1250 } = JSON.parse(process.argv[2]!) as HeldOptions;
setInterval(() => {}, 60_000);
const vault = createMemoryVault();
await vault.storeKey(keyId, Buffer.from(privateKey, 'base64'));
let ahead = 0;
const shop = await openConsole({
  dir,
  vault,
  now: () => Date.now() + ahead,
  fetch: heldFetch(hold),
});
const { ledger, payments } = deskOf(shop);
holdLedger(ledger, hold);

const charged = code
  ? await payments.chargeCode(randomUUID(), fen(amount), '拿铁', code)
  : await payments.collect(randomUUID(), fen(amount), '拿铁');
if (!charged.ok) throw new Error(charged.error.code);
say('charged');
await once(process.stdin, 'data');
ahead = 90_000;
await payments.cancel(charged.data.id);
