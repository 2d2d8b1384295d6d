import { startWallets, type Wallets } from '../../../tests/wallets.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { newTestKey } from '../../gateway/testing.ts';
import { ask, CounterShop, type Answer } from './shop.ts';

/** A shop whose own page is set up with every wallet, at stand-ins for the wallets' services. */
export class PageShop {
  readonly shop: CounterShop;
  readonly wallets: Wallets;
  #plates = 0;

  private constructor(shop: CounterShop, wallets: Wallets) {
    this.shop = shop;
    this.wallets = wallets;
  }

  static async open(): Promise<PageShop> {
    const shop = await CounterShop.open();
    const wallets = await startWallets();
    const alipay = newTestKey();
    wallets.alipayKey = alipay.spki;
    const { url } = wallets;
    await shop.setPage({
      wechatAppId: 'wx0000000000000001',
      wechatVerifyFile: 'MP_verify_AbCd1234EfGh5678.txt',
      appletAppId: 'wx0000000000000002',
      alipayAppId: '2021000000000001',
      unionPay: true,
      wechatOpenUrl: url,
      wechatApiUrl: url,
      alipayOpenUrl: url,
      alipayApiUrl: url,
      unionPayUrl: url,
    });
    const { counter, profile } = shop.desk;
    await counter.storeSecret(profile.id, 'wechat', wallets.secrets.wechat);
    await counter.storeSecret(profile.id, 'applet', wallets.secrets.applet);
    const pem = alipay.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    await counter.storeSecret(profile.id, 'alipay', pem);
    return new PageShop(shop, wallets);
  }

  /** The address of a new plate. */
  async plate(amount: number | null = null): Promise<string> {
    const { counter, profile } = this.shop.desk;
    this.#plates += 1;
    const name = `${this.#plates} 号桌`;
    await counter.addPlate(profile.id, { name, amount: amount as never, note: '拿铁' });
    return (await counter.view(profile.id)).plates.find((plate) => plate.name === name)!.url!;
  }

  async newest(): Promise<Payment> {
    const { ledger, profile } = this.shop.desk;
    return (await ledger.listPayments(profile.id, {}, null, 1)).rows[0]!;
  }

  /** The last call to this path, as it left the console. */
  sentTo(path: string): Record<string, string> {
    return this.shop.sent.findLast((call) => call.path.endsWith(path))!.data;
  }

  async close(): Promise<void> {
    await this.wallets.close();
    await this.shop.close();
  }
}

/** A browser as far as these tests need one: it keeps cookies and follows redirects on this machine. */
export class Browser {
  readonly agent: string;
  readonly cookies = new Map<string, string>();
  at = '';

  constructor(agent: string) {
    this.agent = agent;
  }

  async open(url: string, options: { method?: string; body?: string } = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const type = options.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await ask(url, { ...options, headers: { 'user-agent': this.agent, cookie, ...type } });
    this.at = url;
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      this.cookies.set(name!, value!);
    }
    const { location } = answer.headers;
    return typeof location === 'string' ? this.open(new URL(location, url).href) : answer;
  }

  /** Sends the form of the page that it is on. */
  submit(page: Answer, change: Record<string, string> = {}): Promise<Answer> {
    const action = /action="([^"]+)"/.exec(page.body)![1]!;
    const fields = [...page.body.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]);
    const body = new URLSearchParams({ ...Object.fromEntries(fields), ...change }).toString();
    return this.open(new URL(action, this.at).href, { method: 'POST', body });
  }
}

/** What the waiting page holds for its script. */
export const held = (page: Answer, name: string) =>
  new RegExp(`data-${name}="([^"]*)"`)
    .exec(page.body)?.[1]
    ?.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
