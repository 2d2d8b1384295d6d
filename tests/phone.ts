import jsQR from 'jsqr';
import { chromium, type Browser, type Page } from 'playwright';
import { PNG } from 'pngjs';
import { findChromium } from './electron-host/chromium.ts';

/** The customer's phone: a browser of its own, which shares nothing with the console's window. */
export interface Phone {
  open(link: string): Promise<Page>;
  close(): Promise<void>;
}

/** User agents that tell wallets apart; the cashier page shows what fits. */
export const userAgents = {
  wechat:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.60(0x18003c2f) NetType/WIFI Language/zh_CN',
  alipay:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 AliApp(AP/10.7.0) AlipayClient/10.7.0 Language/zh-Hans',
  unionPay:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 UnionPay/1.0 CloudPay/10.0',
  plain:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
};

export async function startPhone(userAgent: string = userAgents.wechat): Promise<Phone> {
  const browser: Browser = await chromium.launch({
    executablePath: findChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const context = await browser.newContext({
    userAgent,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    locale: 'zh-CN',
  });
  return {
    async open(link) {
      const page = await context.newPage();
      await page.goto(link);
      return page;
    },
    close: () => browser.close(),
  };
}

/** Reads the QR code on a page as a camera would: from the pixels of the screen. Throws when there is none. */
export async function scanQr(page: Page): Promise<string> {
  const picture = PNG.sync.read(await page.screenshot());
  const found = jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height);
  if (!found) throw new Error('There is no readable QR code on the screen.');
  return found.data;
}
