import {
  listenerSettingsSchema,
  pageSettingsSchema,
  type ListenerSettings,
  type PageSettings,
} from '../../shared/contract/counter.ts';
import type { Ledger } from '../ledger/types.ts';

/** Off until the owner says otherwise; then for this computer only. */
export const defaultListener: ListenerSettings = { on: false, port: 8_600, address: 'loopback', publicUrl: '' };

export const defaultPage: PageSettings = {
  wechatAppId: '',
  wechatVerifyFile: '',
  wechatIsProviders: false,
  appletAppId: '',
  alipayAppId: '',
  unionPay: false,
  wechatOpenUrl: '',
  wechatApiUrl: '',
  alipayOpenUrl: '',
  alipayApiUrl: '',
  unionPayUrl: '',
};

/** Where the wallets' own services are (huifu-api.md §6.1, §6.2, §6.4, §6.5). */
const walletAddresses = {
  wechatOpenUrl: 'https://open.weixin.qq.com',
  wechatApiUrl: 'https://api.weixin.qq.com',
  alipayOpenUrl: 'https://openauth.alipay.com',
  alipayApiUrl: 'https://openapi.alipay.com',
  unionPayUrl: 'https://qr.95516.com',
} as const;
export type WalletAddress = keyof typeof walletAddresses;

/** The address of a wallet's service: the one that was set, else the real one. */
export function walletAddress(settings: PageSettings, name: WalletAddress): string {
  return settings[name] || walletAddresses[name];
}

export async function loadListener(ledger: Ledger): Promise<ListenerSettings> {
  const stored = listenerSettingsSchema.safeParse(parseJson(await ledger.setting('listener')));
  return stored.success ? stored.data : defaultListener;
}

export async function saveListener(ledger: Ledger, settings: ListenerSettings): Promise<void> {
  await ledger.saveSetting('listener', JSON.stringify(settings));
}

export async function loadPage(ledger: Ledger, profileId: string): Promise<PageSettings> {
  const stored = pageSettingsSchema.partial().safeParse(parseJson(await ledger.setting(`page.${profileId}`)));
  return { ...defaultPage, ...(stored.success ? defined(stored.data) : {}) };
}

export async function savePage(ledger: Ledger, profileId: string, settings: PageSettings): Promise<void> {
  await ledger.saveSetting(`page.${profileId}`, JSON.stringify(settings));
}

function defined(settings: Partial<Record<keyof PageSettings, unknown>>): Partial<PageSettings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
