import { createMemoryVault } from '../../vault/memoryVault.ts';
import { heldFetch, holdLedger, say } from './hold.ts';
import type { HeldOptions } from './heldConsole.ts';
import { deskOf, openConsole } from './openConsole.ts';

/**
 * A console in a process of its own, for tests that kill it at a certain point of a refund: refunds the newest payment of
 * the folder whole. Prints `held` once it stands at the point and stays there, or the refund's state when it went through.
 */
const { dir, keyId, privateKey, hold } = JSON.parse(process.argv[2]!) as HeldOptions;
setInterval(() => {}, 60_000);

const vault = createMemoryVault();
await vault.storeKey(keyId, Buffer.from(privateKey, 'base64'));
const shop = await openConsole({ dir, vault, fetch: heldFetch(hold) });
const { ledger, profile, refunds } = deskOf(shop);
holdLedger(ledger, hold);

const [payment] = (await ledger.listPayments(profile.id, {}, null, 1)).rows;
const shown = await refunds.prepare({ paymentId: payment!.id });
if (!shown.ok) throw new Error(shown.error.code);
const { number, amount } = shown.data;
const tail = payment!.requestNumber.slice(-4);
const made = await refunds.request({
  paymentId: payment!.id,
  number,
  amount,
  reason: '商品退货',
  tail,
  approvalId: null,
});
say(made.ok ? made.data.state : made.error.code);
