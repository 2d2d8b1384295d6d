import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fen } from '../../../shared/domain/money.ts';
import { createMemoryVault } from '../../vault/memoryVault.ts';
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

/** Where the console stops: at a write of the ledger (`to`: only a move to this state), or at a call of this path. */
export interface HoldPoint {
  at: 'insertPayment' | 'movePayment' | 'insertClose' | 'moveClose' | 'fetch';
  when: 'before' | 'after';
  to?: string;
  path?: string;
}

const { dir, keyId, privateKey, hold, code, amount = 1250 } = JSON.parse(process.argv[2]!) as HeldOptions;
setInterval(() => {}, 60_000);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** The function, but it stops for ever before or after the call that `matches`. */
function held<A extends unknown[], R>(real: (...args: A) => Promise<R>, matches: (args: A) => boolean) {
  return async (...args: A): Promise<R> => {
    if (!matches(args)) return real(...args);
    if (hold?.when === 'after') await real(...args);
    say('held');
    return new Promise(() => {});
  };
}

const addressOf = (to: string | URL | Request) => (to instanceof Request ? to.url : String(to));

const vault = createMemoryVault();
await vault.storeKey(keyId, Buffer.from(privateKey, 'base64'));
let ahead = 0;
const shop = await openConsole({
  dir,
  vault,
  now: () => Date.now() + ahead,
  fetch: held(fetch, ([to]) => hold?.at === 'fetch' && addressOf(to).endsWith(hold.path ?? '')),
});
const { ledger, payments } = deskOf(shop);
if (hold?.at === 'insertPayment' || hold?.at === 'insertClose') {
  Object.assign(ledger, { [hold.at]: held(ledger[hold.at] as () => Promise<void>, () => true) });
} else if (hold?.at === 'movePayment' || hold?.at === 'moveClose') {
  // The third argument of both is the state that is moved to.
  const real = ledger[hold.at] as (id: string, from: string, to: string) => Promise<boolean>;
  Object.assign(ledger, { [hold.at]: held(real, ([, , to]) => to === hold.to) });
}

const charged = code
  ? await payments.chargeCode(randomUUID(), fen(amount), '拿铁', code)
  : await payments.collect(randomUUID(), fen(amount), '拿铁');
if (!charged.ok) throw new Error(charged.error.code);
say('charged');
await once(process.stdin, 'data');
ahead = 90_000;
await payments.cancel(charged.data.id);
