// `npm start -- --tour`: the main job by itself, on real parts, in practice mode. Each step is printed with its duration
// and leaves a picture in tour-pictures/. The exit code says whether the job was done.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchConsole } from '../tests/launchConsole.ts';
import { scanQr, startPhone, type Phone } from '../tests/phone.ts';

const amount = '36.50';
const limitMs = 15_000;
const pictures = join(import.meta.dirname, '../tour-pictures');
const temporary = mkdtempSync(join(tmpdir(), 'huifu-tour-'));

let number = 0;

/** One step of the tour; it fails the tour when it throws. */
async function step<T>(title: string, show: Page | null, work: () => Promise<T>): Promise<T> {
  const since = performance.now();
  const result = await work();
  number += 1;
  const duration = `${((performance.now() - since) / 1000).toFixed(2)} s`;
  console.log(`${String(number).padStart(2)}  ${title.padEnd(64)} ${duration.padStart(8)}`);
  if (show) await show.screenshot({ path: join(pictures, `${String(number).padStart(2, '0')}.png`) });
  return result;
}

/** The last six digits of the newest payment's longest number, as they would be read out from a phone. */
async function lastSixDigits(page: Page): Promise<string> {
  await page.getByTestId('transaction-row').first().getByText(amount).first().click();
  const text = await page.getByTestId('detail-panel').innerText();
  const numbers = text.match(/\d{12,}/g)?.toSorted((a, b) => b.length - a.length);
  if (!numbers?.[0]) throw new Error('The detail panel shows no number.');
  return numbers[0].slice(-6);
}

async function tour(page: Page, phone: Phone): Promise<void> {
  const seen = (id: string, on = page) => on.getByTestId(id).first().waitFor({ timeout: limitMs });

  await step('first start: the welcome', page, () => seen('start-practice'));
  await step('practice mode, one click: the counter is open', page, async () => {
    await page.getByTestId('start-practice').click();
    await seen('amount-input');
  });
  await step(`¥${amount} typed on the keyboard, Enter: the QR code is there`, page, async () => {
    await page.keyboard.type(amount);
    await page.keyboard.press('Enter');
    await seen('qr');
  });
  const link = await step('the QR code, read from the pixels of the screen', null, () => scanQr(page));
  const cashier = await step('a second browser opens it, as the phone', null, () => phone.open(link));
  await step('the phone shows what to pay', cashier, () => seen('pay', cashier));
  await step('the phone pays', cashier, async () => {
    await cashier.getByTestId('pay').click();
    await seen('paid', cashier);
  });
  await step('the console says so', page, async () => {
    await seen('paid-amount');
    const shown = await page.getByTestId('paid-amount').first().innerText();
    if (!shown.includes(amount)) throw new Error(`Paid shows ${shown}, not ${amount}.`);
  });
  const digits = await step('it stands in the transactions list, with all its numbers', page, async () => {
    await page.keyboard.press('Control+2');
    await seen('transaction-row');
    return lastSixDigits(page);
  });
  await step(`found by the last six digits, ${digits}`, page, async () => {
    await page.keyboard.press('F2');
    await page.keyboard.type(digits);
    const hits = page.getByTestId('transaction-row').filter({ has: page.locator('mark', { hasText: digits }) });
    await hits.first().waitFor({ timeout: limitMs });
    if ((await hits.count()) !== 1) throw new Error(`The search found ${await hits.count()} payments instead of one.`);
  });
}

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const running = await step('the console starts', null, () =>
  launchConsole({ userDataDir: join(temporary, 'console'), headless: false }),
);
if (running.host === 'stand-in') console.log(`    ${running.app.output().trim()}`);
const phone = await startPhone();
try {
  await tour(running.page, phone);
  console.log(`\nThe main job was done. A picture of each screen: ${pictures}`);
} catch (error) {
  await running.page.screenshot({ path: join(pictures, 'failed.png') }).catch(() => null);
  console.error(`\nThe tour stopped. Its last screen: ${join(pictures, 'failed.png')}\n`, error, ...running.problems);
  process.exitCode = 1;
} finally {
  await phone.close();
  await running.close();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
}
