import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import { addDays } from '../shared/domain/time.ts';
import { launchConsole } from '../tests/launchConsole.ts';
import { buildConsole, now, watchFor, withFolder, type Sighting } from './consoleUnderTest.ts';
import { heapOf, watchFrames } from './frames.ts';
import { layLiveLedger, openBenchLedger, PROFILE } from './ledger-data.ts';
import { printReport, type BenchRow } from './report.ts';

/**
 * The transactions view over a live ledger of 1,000,000 payments: start, list, search as it is typed, scrolling by wheel,
 * by keys and by the scrollbar, and what the page holds meanwhile. `node bench/scroll.ts [payments]`.
 */
const size = Number(process.argv[2] ?? 1_000_000);
/** The console checks a large file 15 s after its start; every part of this is over before, in a console of its own. */
const PART_MS = 8_000;
const OPENED = 'list opened, first rows drawn';
const STILL = 'frame to frame, nothing moves';
const HEAP = 'heap, list opened';
const ROW = '[data-testid="transaction-row"]';

interface Time {
  isUp(): boolean;
}

const rows: BenchRow[] = [];
const starts: number[] = [];
const heaps: { what: string; heap: number }[] = [];
const notes: string[] = [];

buildConsole();
await withFolder(async (folder) => {
  const tails = await layLedger(folder);

  await inConsole(folder, async (page, time) => {
    const samples: number[] = [];
    while (!time.isUp()) {
      await page.keyboard.press('Control+1');
      await page.getByTestId('amount-input').waitFor();
      const { pressedAt, drawnAt } = await openList(page);
      samples.push(drawnAt - pressedAt);
    }
    rows.push({ what: OPENED, samples, target: 100 });
  });
  await inConsole(folder, async (page, time) => {
    const samples: number[] = [];
    for (const tail of tails) if (!time.isUp()) samples.push(await search(page, tail));
    rows.push({ what: 'last six digits typed, hits drawn', samples, against: OPENED, target: 100 });
  });
  await inConsole(folder, async (page) => {
    const stop = await watchFrames(page);
    await sleep(3000);
    rows.push({ what: STILL, samples: (await stop()).gaps });
  });
  await scrolling(folder, 'wheel', async (page, time) => {
    while (!time.isUp()) await page.mouse.wheel(0, 400);
  });
  await scrolling(folder, 'PageDown held', async (page, time) => {
    while (!time.isUp()) await page.keyboard.down('PageDown');
  });
  await scrolling(folder, 'scrollbar dragged', async (page, time) => {
    // Some thousand rows first, so that between the ends of the bar lie pages that are not held any more.
    while ((await lastDrawn(page)) < 4000 && !time.isUp()) await page.keyboard.press('End');
    for (let down = false; !time.isUp(); down = !down) await drag(page, down);
  });
  await scrolling(folder, 'End again and again', async (page, time) => {
    while (!time.isUp()) await page.keyboard.press('End');
  });

  rows.unshift({ what: 'launch to the list, by way of the counter', samples: starts, target: 1500 });
  for (const what of new Set(heaps.map((one) => one.what))) {
    const samples = heaps.filter((one) => one.what === what).map(({ heap }) => heap);
    rows.push({ what, samples, unit: 'MB', ...(what === HEAP ? {} : { against: HEAP }) });
  }
});

printReport('scroll', rows, [
  `${size} payments in the live ledger, everything through the real console; file in the system cache (warm).`,
  '"Drawn" is the end of the first frame that shows it; frames and blanks are what the page\'s main thread drew.',
  ...notes,
]);

/** Starts a console on the ledger, opens the list, and closes the console after the work. */
async function inConsole(folder: string, work: (page: Page, time: Time) => Promise<void>): Promise<void> {
  const launchedAt = now();
  const run = await launchConsole({ userDataDir: join(folder, 'data') });
  await run.page.getByTestId('amount-input').waitFor();
  const { drawnAt } = await openList(run.page);
  starts.push(drawnAt - launchedAt);
  const until = now() + PART_MS;
  await work(run.page, { isUp: () => now() > until });
  await run.close();
}

/** Opens the list by its key, up to its first rows. */
async function openList(page: Page): Promise<Sighting> {
  const seen = await watchFor(page, ROW);
  await page.keyboard.press('Control+2');
  return seen();
}

/** From the last digit to its hits, the console's wait for further digits included, in ms. */
async function search(page: Page, tail: string): Promise<number> {
  await page.keyboard.press('F2');
  await page.keyboard.type(tail.slice(0, -1));
  const seen = await watchFor(page, 'mark', tail);
  await page.keyboard.type(tail.slice(-1));
  const { pressedAt, drawnAt } = await seen();
  return drawnAt - pressedAt;
}

/** Takes the thumb of the list's scrollbar from where it is to one end, as a hand would. */
async function drag(page: Page, down: boolean): Promise<void> {
  const { x, from, to, scrolled } = await page.evaluate((toEnd) => {
    const grid = document.querySelector<HTMLElement>('[role="grid"]')!;
    const bar = grid.offsetWidth - grid.clientWidth;
    if (bar === 0) throw new Error('the list has no scrollbar to drag');
    const { top, right } = grid.getBoundingClientRect();
    // A button as high as the bar is wide stands at each end.
    const track = grid.clientHeight - 2 * bar;
    const thumb = Math.max(17, (track * grid.clientHeight) / grid.scrollHeight);
    const share = grid.scrollTop / (grid.scrollHeight - grid.clientHeight);
    const middle = top + bar + share * (track - thumb) + thumb / 2;
    return { x: right - bar / 2, from: middle, to: toEnd ? top + bar + track : top + bar, scrolled: grid.scrollTop };
  }, down);
  await page.mouse.move(x, from);
  await page.mouse.down();
  await page.mouse.move(x, to, { steps: 30 });
  await page.mouse.up();
  const after = await page.locator('[role="grid"]').evaluate((grid) => grid.scrollTop);
  if (down ? after <= scrolled : after >= scrolled) throw new Error('the thumb of the scrollbar was not caught');
}

/** The number of the last row drawn. */
function lastDrawn(page: Page): Promise<number> {
  return page.locator(ROW).evaluateAll((drawn) => Math.max(...drawn.map((row) => Number(row.ariaRowIndex) - 1)));
}

/** One way to scroll, in a console of its own: frames, blanks, heap before and after. */
async function scrolling(folder: string, way: string, scroll: (page: Page, time: Time) => Promise<void>) {
  await inConsole(folder, async (page, time) => {
    heaps.push({ what: HEAP, heap: await heapOf(page) });
    await page.locator('[role="grid"]').hover();
    const stop = await watchFrames(page);
    await scroll(page, time);
    const { gaps, blanks, furthest } = await stop();
    heaps.push({ what: `heap, ${way}`, heap: await heapOf(page) });
    rows.push({ what: `frame to frame, ${way}`, samples: gaps, against: STILL });
    rows.push({ what: `blank in view, ${way}`, samples: blanks.length > 0 ? blanks : [0], target: 50 });
    notes.push(`${way}: as far as row ${furthest}`);
  });
}

/** Lays the ledger, and returns the last six digits of numbers from all over its years. */
async function layLedger(folder: string): Promise<string[]> {
  const { ledger } = await openBenchLedger(size);
  const { rows: newest } = await ledger.listPayments(PROFILE, {}, null, 1);
  const tails: string[] = [];
  for (let day = 0; tails.length < 30; day += 1) {
    const to = addDays(newest[0]!.requestDate, -53 * day);
    const page = await ledger.listPayments(PROFILE, { to }, null, 20);
    const found = page.rows.find((row) => row.walletNumber !== null);
    if (found) tails.push(found.walletNumber!.slice(-6));
  }
  await ledger.close();
  await layLiveLedger(size, join(folder, 'data'));
  return tails;
}
