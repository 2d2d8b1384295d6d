import type { Page } from 'playwright';
import type { WaySettings } from '../../shared/contract/ways.ts';
import type { WayChoice } from '../../shared/domain/way.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { scan } from '../../tests/scanner.ts';
import { charge, newest, type Album } from './album.ts';

/** The counter in all its states, with each way to collect. Returns a payment that was paid. */
export async function walkCollect(album: Album): Promise<Payment> {
  const { page, shop, look, picture, seen } = album;
  await picture('collect');
  await charge(page, '36.50', look.language === 'en' ? 'Table 3' : '3 号桌 拿铁');
  await seen('qr');
  await picture('collect-code');
  const paid = await newest(page);
  await page.getByTestId('cancel').first().click();
  await seen('cancel-confirm');
  await picture('collect-cancel');
  await page.getByTestId('cancel-keep').click();
  await shop.act(paid.requestNumber, 'pay', { wallet: 'T', coupon: true });
  await seen('paid-amount');
  await picture('collect-paid');

  await charge(page, '12,50', '');
  await picture('collect-amount-problem');
  await shop.fault('cut', { on: 'preorder', when: 'after' });
  await charge(page, '128', '');
  await page.locator('[data-state="unknown"]').first().waitFor();
  await picture('collect-unknown');
  await charge(page, '88', '');
  await seen('qr');
  await shop.act((await newest(page)).requestNumber, 'decline');
  await page.locator('[data-state="failed"]').first().waitFor();
  await picture('collect-failed');

  await offerEverything(page, look.language === 'en' ? ['Latte', 'Month pass'] : ['拿铁', '会员月卡']);
  for (const way of ['qrAlipay', 'qrUnionpay', 'hostedWechat', 'hostedAlipay'] as WayChoice[]) {
    await page.locator('label', { has: page.getByTestId(`way-${way}`) }).click();
    await charge(page, '18.80', '');
    await page.locator('.hc-stage', { hasText: '18.80' }).waitFor();
    await picture(`collect-way-${way}`);
  }
  await page.locator('label', { has: page.getByTestId('way-hosted') }).click();
  await page.getByTestId('amount-input').fill('36');
  await scan(page, `15${String(Date.now()).padStart(16, '0')}`);
  await seen('code-wait');
  await picture('collect-payment-code');
  await charge(page, '1234567.89', '');
  await seen('qr');
  await page.getByTestId('links-open').click();
  await seen('link-row');
  await picture('collect-unfinished');
  await page.keyboard.press('Escape');
  await page.getByTestId('link-row').first().waitFor({ state: 'hidden' });
  return paid;
}

/** Six ways and two presets: as full as a counter gets. */
async function offerEverything(page: Page, [coffee, pass]: string[]): Promise<void> {
  const preset = { goods: '', minutes: null, choice: null };
  const change: Partial<WaySettings> = {
    on: ['hosted', 'qrAlipay', 'qrUnionpay', 'qrEcny', 'hostedWechat', 'hostedAlipay'],
    ecnyBank: '01002',
    returnScheme: 'https://shop.example.com',
    presets: [
      { ...preset, id: 'a', name: coffee!, amount: 1_800 as never },
      { ...preset, id: 'b', name: pass!, amount: 9_900 as never, minutes: 30 },
    ],
  };
  const saved = await page.evaluate(async (part) => {
    const now = await window.huifuConsole['ways.read'](undefined);
    return now.ok ? window.huifuConsole['ways.save']({ ...now.data.settings, ...part }) : now;
  }, change);
  if (!saved.ok) throw new Error(saved.error.code);
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+1');
  await page.getByTestId('preset').first().waitFor();
}
