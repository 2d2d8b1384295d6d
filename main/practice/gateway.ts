import type { Language } from '../../shared/contract/app.ts';
import { instant } from '../../shared/domain/time.ts';
import { createApi } from './api.ts';
import { createCallLog } from './control/callLog.ts';
import { createControl } from './control/control.ts';
import { createFaultSwitches } from './control/faults.ts';
import { createNotifier } from './notices/notifier.ts';
import { settleOrder } from './orders/lifecycle.ts';
import { settleRefund } from './orders/refunding.ts';
import { createCashier } from './phone/cashier.ts';
import { practiceTiming, shop, type Practice, type Timing } from './practice.ts';
import { createFileServer } from './statements/serve.ts';
import { openStore, type Store } from './store/database.ts';
import { createNumberStore } from './store/numbers.ts';
import { createOrderStore } from './store/orders.ts';
import { createRefundStore } from './store/refunds.ts';
import { listen, type Listener, type Received } from './wire/httpServer.ts';
import { generateKeys, readPrivateKey, readPublicKey } from './wire/keys.ts';

export interface PracticeGatewayOptions {
  /** Where keys and orders are kept across restarts; without it they live in memory. */
  dataDir?: string;
  /** A port that must be free; without it the last one is taken again where it is free, else any. 0: any. */
  port?: number;
  host?: '127.0.0.1';
  /** Size of the merchant's key when it is made; 2048 is what the real gateway expects. */
  merchantKeyBits?: number;
  /** Which language comes first on the phone page; by the phone's own wish when not given. */
  language?: Language;
  /** Whether statements are there when the real ones would be (default), or whenever they are asked for. */
  statements?: 'onTime' | 'atOnce';
  /** Other times than {@link practiceTiming}, for tests. */
  timing?: Partial<Timing>;
}

/** A running practice gateway and what a merchant needs to call it. Keys are Base64 DER (huifu-api.md §1.5). */
export interface PracticeGateway {
  gatewayUrl: string;
  /** Where faults are switched and the payer is played: see `docs/practice-gateway.md`. */
  controlUrl: string;
  sysId: string;
  productId: string;
  huifuId: string;
  projectId: string;
  merchantPrivateKey: string;
  huifuPublicKey: string;
  close(): Promise<void>;
}

/**
 * Starts a Huifu gateway of one's own: it verifies, answers and notifies as huifu-api.md says the real one does, moves no
 * money, and is reachable from this machine only. Rejects when `port` is taken or `dataDir` cannot be written.
 */
export async function startPracticeGateway(options: PracticeGatewayOptions = {}): Promise<PracticeGateway> {
  const store = openStore(options.dataDir);
  try {
    return await start(store, options);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function start(store: Store, options: PracticeGatewayOptions): Promise<PracticeGateway> {
  const host = options.host ?? '127.0.0.1';
  const merchant = await keysOf(store, 'merchant', options.merchantKeyBits ?? 2048);
  const huifu = await keysOf(store, 'huifu', 2048);
  let gatewayUrl = '';
  const notifier = createNotifier(() => practice);
  const practice: Practice = {
    now: () => instant(Date.now()),
    timing: { ...practiceTiming, ...options.timing },
    store,
    orders: createOrderStore(store),
    refunds: createRefundStore(store),
    numbers: createNumberStore(store),
    faults: createFaultSwitches(),
    notifier,
    fates: { bookings: new Map(), refunds: new Map() },
    huifuKey: readPrivateKey(huifu.privateKey),
    statements: { mode: options.statements ?? 'onTime', server: createFileServer(() => practice) },
    gatewayUrl: () => gatewayUrl,
  };
  const calls = createCallLog(practice.now);
  const caller = { sysId: shop.sysId, productId: shop.productId, publicKey: readPublicKey(merchant.publicKey) };
  const api = createApi(practice, caller, calls);
  const cashier = createCashier(practice, options.language);

  const gateway = await listenAgain(store, host, options.port, async (request: Received) => {
    return practice.statements.server.answer(request) ?? (await cashier(request)) ?? api(request);
  });
  gatewayUrl = `http://${host}:${gateway.port}`;
  const control = await listen(host, 0, createControl(practice, calls));
  const sweeper = setInterval(() => settleAll(practice), practice.timing.sweepMs);
  sweeper.unref();

  return {
    gatewayUrl,
    controlUrl: `http://${host}:${control.port}`,
    sysId: shop.sysId,
    productId: shop.productId,
    huifuId: shop.huifuId,
    projectId: shop.projectId,
    merchantPrivateKey: merchant.privateKey,
    huifuPublicKey: huifu.publicKey,
    async close() {
      clearInterval(sweeper);
      notifier.close();
      await Promise.all([gateway.close(), control.close()]);
      store.close();
    },
  };
}

/** Links that payers already have keep working when the gateway comes back on the same port. */
async function listenAgain(
  store: Store,
  host: string,
  wanted: number | undefined,
  handle: Parameters<typeof listen>[2],
): Promise<Listener> {
  const last = Number(store.setting('port') ?? '0');
  const listener =
    wanted === undefined && last !== 0
      ? await listen(host, last, handle).catch(() => listen(host, 0, handle))
      : await listen(host, wanted ?? 0, handle);
  store.setSetting('port', String(listener.port));
  return listener;
}

async function keysOf(store: Store, owner: 'merchant' | 'huifu', bits: number) {
  const kept = { privateKey: store.setting(`${owner}_private_key`), publicKey: store.setting(`${owner}_public_key`) };
  if (kept.privateKey !== null && kept.publicKey !== null)
    return { privateKey: kept.privateKey, publicKey: kept.publicKey };
  const made = await generateKeys(bits);
  store.transaction(() => {
    store.setSetting(`${owner}_private_key`, made.privateKey);
    store.setSetting(`${owner}_public_key`, made.publicKey);
  });
  return made;
}

function settleAll(practice: Practice): void {
  for (const order of practice.orders.unsettled()) settleOrder(practice, order);
  for (const refund of practice.refunds.unsettled()) settleRefund(practice, refund);
}
