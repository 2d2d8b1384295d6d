// npm run pictures: takes a picture of every view in both languages, both themes and both window sizes, on real parts, into
// .cache/pictures/. Look at them before a landing: clipped text, weak contrast and wasted space are defects.
// npm run pictures -- zh-CN light 1440x900     only one combination
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language, Theme } from '../../shared/contract/app.ts';
import { launchConsole } from '../../tests/launchConsole.ts';
import { startPracticeProcess } from '../../tests/practiceProcess.ts';
import { REST_MS, type Album } from './album.ts';
import { walkClosing } from './closing.ts';
import { walkCollect } from './collect.ts';
import { walkHelp } from './help.ts';
import { walkPeople } from './people.ts';
import { walkReconciliation } from './reconciliation.ts';
import { walkRefunds } from './refunds.ts';
import { walkSettings } from './settings.ts';
import { walkStart } from './start.ts';
import { walkTransactions } from './transactions.ts';

const folder = join(import.meta.dirname, '../../.cache/pictures');
const sizes = { '1440x900': { width: 1440, height: 900 }, '1024x700': { width: 1024, height: 700 } };
const asked = process.argv.slice(2);

const temporary = mkdtempSync(join(tmpdir(), 'huifu-pictures-'));
if (asked.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
try {
  for (const language of ['zh-CN', 'en'] as Language[]) {
    for (const theme of ['light', 'dark'] as Theme[]) {
      for (const [size, viewport] of Object.entries(sizes)) {
        const combination = [language, theme, size];
        if (asked.length > 0 && !combination.every((part) => asked.includes(part))) continue;
        await walk(combination.join('.'), viewport, { language, theme });
        console.log(combination.join(' '));
      }
    }
  }
} finally {
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
}

/** Every view once, each walk leaving behind what the next one needs. */
async function walk(name: string, viewport: { width: number; height: number }, look: Album['look']): Promise<void> {
  const files = join(temporary, name);
  mkdirSync(files);
  const shop = await startPracticeProcess();
  const { page, app, close } = await launchConsole({ userDataDir: join(files, 'data') });
  await page.setViewportSize(viewport);
  const album: Album = {
    page,
    app,
    shop,
    look,
    files,
    async picture(view) {
      await page.waitForTimeout(REST_MS);
      await page.screenshot({ path: join(folder, `${view}.${name}.png`) });
    },
    seen: (id) => page.getByTestId(id).first().waitFor(),
  };
  try {
    await walkStart(album);
    const paid = await walkCollect(album);
    await walkTransactions(album, paid);
    await walkRefunds(album, paid);
    await walkClosing(album, paid);
    await walkSettings(album);
    await walkHelp(album);
    await walkPeople(album);
    await walkReconciliation(album);
  } catch (error) {
    await page.screenshot({ path: join(folder, `stopped.${name}.png`) }).catch(() => null);
    throw error;
  } finally {
    await close();
    await shop.kill();
  }
}
