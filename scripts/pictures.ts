// npm run pictures: takes a picture of every view in both languages, both themes and both window sizes, on real parts, into
// .cache/pictures/. Look at them before a landing: clipped text, weak contrast and wasted space are defects.
// npm run pictures -- zh-CN light 1440x900     only one combination
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Language, Theme } from '../shared/contract/app.ts';
import { writeCredentials } from '../tests/credentials.ts';
import { launchConsole, type ConsoleRun } from '../tests/launchConsole.ts';
import { startPracticeProcess, type PracticeProcess } from '../tests/practiceProcess.ts';
import { walkPeople } from './picturesPeople.ts';

const folder = join(import.meta.dirname, '../.cache/pictures');
const sizes = { '1440x900': { width: 1440, height: 900 }, '1024x700': { width: 1024, height: 700 } };
const asked = process.argv.slice(2);
const wanted = (value: string) => asked.length === 0 || asked.includes(value);

const temporary = mkdtempSync(join(tmpdir(), 'huifu-pictures-'));
const gateway = await startPracticeProcess();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
try {
  let run = 0;
  for (const language of ['zh-CN', 'en'] as Language[]) {
    for (const theme of ['light', 'dark'] as Theme[]) {
      for (const [size, viewport] of Object.entries(sizes)) {
        if (asked.length > 0 && ![language, theme, size].every(wanted)) continue;
        run += 1;
        const name = (view: string) => join(folder, `${view}.${language}.${theme}.${size}.png`);
        const console = await launchConsole({ userDataDir: join(temporary, String(run)) });
        await console.page.setViewportSize(viewport);
        await walk(console, gateway, { language, theme }, (view) => console.page.screenshot({ path: name(view) }));
        await console.close();
        globalThis.console.log(`${language} ${theme} ${size}`);
      }
    }
  }
} finally {
  await gateway.kill();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
}

async function walk(
  { page, app }: ConsoleRun,
  shop: PracticeProcess,
  look: { language: Language; theme: Theme },
  picture: (view: string) => Promise<unknown>,
): Promise<void> {
  const seen = (id: string) => page.getByTestId(id).first().waitFor();
  await seen('start-practice');
  await page.evaluate((preferences) => window.huifuConsole['app.savePreferences'](preferences), look);
  await page.waitForTimeout(400);
  await picture('welcome');

  const broken = writeCredentials(join(temporary, 'broken.json'), shop, {
    huifu_id: 'x',
    rsa_huifu_public_key: 'AAAA',
  });
  await app.stubOpenDialog(broken);
  await page.getByTestId('start-file').click();
  await page.locator('.hc-block').first().waitFor();
  await picture('credentials-problems');
  await page.keyboard.press('Escape');
  const confirm = page.locator('.ant-modal-confirm-btns button').last();
  await confirm.click({ timeout: 5_000 }).catch(() => {});

  await app.stubOpenDialog(writeCredentials(join(temporary, 'good.json'), shop));
  await page.getByTestId('start-file').click();
  await page.locator('.hc-block').first().waitFor();
  await picture('credentials');
  await page.keyboard.press('Control+Enter');
  await page.locator('.hc-check').waitFor();
  await picture('check');
  await page.keyboard.press('Control+Enter');
  await seen('amount-input');
  await picture('collect');

  await charge(page, '36.50', look.language === 'en' ? 'Table 3' : '3 号桌 拿铁');
  await seen('qr');
  await picture('collect-code');
  const paid = await newest(page);
  await page.getByTestId('cancel').first().click();
  await seen('cancel-confirm');
  await page.waitForTimeout(300);
  await picture('collect-cancel');
  await page.getByTestId('cancel-keep').click();
  await shop.act(paid, 'pay', { wallet: 'T', coupon: true });
  await seen('paid-amount');
  await page.waitForTimeout(600);
  await picture('collect-paid');

  await charge(page, '12,50', '');
  await picture('collect-amount-problem');
  await shop.fault('cut', { on: 'preorder', when: 'after' });
  await charge(page, '128', '');
  await page.locator('[data-state="unknown"]').first().waitFor();
  await picture('collect-unknown');
  await charge(page, '88', '');
  await seen('qr');
  await shop.act(await newest(page), 'decline');
  await page.locator('[data-state="failed"]').first().waitFor();
  await picture('collect-failed');
  await charge(page, '1234567.89', '');
  await seen('qr');

  await page.keyboard.press('Control+2');
  await seen('transaction-row');
  await picture('transactions');
  await page.getByTestId('transaction-row').filter({ hasText: '36.50' }).first().getByText('36.50').click();
  await seen('detail-panel');
  await page.waitForTimeout(400);
  await picture('transactions-panel');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await page.keyboard.type(paid.slice(-6));
  await page.locator('mark').first().waitFor();
  await picture('transactions-search');
  await page.keyboard.press('Escape');

  await closingPictures(page, picture, paid, shop);

  await page.keyboard.press('Control+8');
  await page.waitForTimeout(300);
  await picture('settings');
  const sections = page.locator('nav.hc-settings-nav button, .hc-settings [role="tab"], .hc-settings-menu button');
  for (let i = 1; i < (await sections.count()); i += 1) {
    await sections.nth(i).click();
    await page.waitForTimeout(300);
    await picture(`settings-${i + 1}`);
  }
  await page.keyboard.press('F1');
  await page.waitForTimeout(400);
  await picture('help');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.waitForTimeout(400);
  await picture('palette');
  await page.keyboard.press('Escape');

  await walkPeople(page, picture);

  await page.evaluate(() => window.huifuConsole['practice.enter'](undefined));
  await page.keyboard.press('Control+1');
  await page.locator('.hc-watermark').first().waitFor();
  await picture('practice');
}

/** The closing view: its parts, the dry run, the answers of the check, an explanation. */
async function closingPictures(
  page: Page,
  picture: (view: string) => Promise<unknown>,
  paid: string,
  shop: PracticeProcess,
): Promise<void> {
  const tab = (place: number) => page.locator('.hc-closing-head .ant-segmented-item').nth(place).click();
  const check = async (number: string, name: string) => {
    await page.getByTestId('real-input').fill(number);
    await page.keyboard.press('Enter');
    await page.getByTestId('real-answer').waitFor();
    await page.waitForTimeout(400);
    await picture(name);
    await page.getByTestId('real-next').click();
  };
  await page.keyboard.press('Control+4');
  await page.getByTestId('open-order').first().waitFor();
  await page.getByTestId('open-order').first().click();
  await page.keyboard.press('F7');
  await page.getByTestId('cancel-confirm').click();
  await page.getByTestId('recent-close').first().waitFor();
  await page.waitForTimeout(400);
  await picture('closing');
  await page.getByTestId('close-many').click();
  await page.getByTestId('dry-run').waitFor();
  await page.waitForTimeout(300);
  await picture('closing-dry-run');
  await page.keyboard.press('Escape');
  await tab(1);
  await check(paid, 'closing-real-paid');
  await check((await shop.orders()).find(({ stage }) => stage === 'declined')!.req_seq_id, 'closing-real-not-paid');
  await check('4200009999999999999999999999', 'closing-real-not-found');
  await tab(2);
  await page.getByTestId('close-query-input').fill(paid);
  await page.getByTestId('close-query').click();
  await page.getByTestId('close-standing').waitFor();
  await picture('closing-query');
  await tab(3);
  await page.waitForTimeout(600);
  await picture('closing-history');
  await tab(4);
  await page.getByTestId('catch-up').click();
  await page.getByTestId('catch-up-report').first().waitFor();
  await page.waitForTimeout(600);
  await picture('closing-catch-up');
  await page.keyboard.press('F1');
  await page.getByTestId('help-explain').click();
  await page.waitForTimeout(400);
  await picture('explain-list');
  await page.getByTestId('explain-row').nth(12).click();
  await page.waitForTimeout(300);
  await picture('explain');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(300);
}

async function charge(page: Page, amount: string, note: string): Promise<void> {
  await page.getByTestId('amount-input').fill(amount);
  await page.getByTestId('note-input').fill(note);
  await page.getByTestId('note-input').press('Enter');
}

/** The request number of the newest payment, asked of the console itself. */
async function newest(page: Page): Promise<string> {
  const answer = await page.evaluate(() => window.huifuConsole['payments.list']({ filter: {}, after: null, limit: 1 }));
  if (!answer.ok || !answer.data.rows[0]) throw new Error('there is no payment');
  return answer.data.rows[0].requestNumber;
}
