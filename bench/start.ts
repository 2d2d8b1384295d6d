import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchConsole } from '../tests/launchConsole.ts';
import { startPracticeProcess } from '../tests/practiceProcess.ts';
import { addMerchant, buildConsole, now, watchFor, withFolder } from './consoleUnderTest.ts';
import { emptyHost } from './emptyHost.ts';
import { layLiveLedger } from './ledger-data.ts';
import { printReport, type BenchRow } from './report.ts';

/**
 * Cold start: from launching the process to a counter that takes an amount, against an empty page with one field in the
 * same host, run by turns; with a ledger of five years, also to its list. `node bench/start.ts [runs]`.
 */
const RUNS = Number(process.argv[2] ?? 8);
const FIVE_YEARS = 1_000_000;

/** The steps of a start, each in ms since the launch. */
const steps = {
  asked: 'the page is asked for',
  scripts: "the page's scripts have run",
  usable: 'drawn, the field has the focus',
} as const;
type Step = keyof typeof steps;
type Start = Record<Step, number>;

const starts: Record<'empty page' | 'live' | 'practice' | 'five years', Start[]> = {
  'empty page': [],
  live: [],
  practice: [],
  'five years': [],
};
/** From the key to the list's first rows. */
const lists: number[] = [];
type Kind = keyof typeof starts;

buildConsole();
await withFolder(async (folder) => {
  const launchEmpty = await emptyHost(join(folder, 'empty'));
  const places = Object.fromEntries(Object.keys(starts).map((kind) => [kind, join(folder, kind, 'data')]));
  for (const place of Object.values(places)) mkdirSync(place, { recursive: true });
  await prepare(places as Record<Kind, string>, folder);

  // The first round only warms the system's file cache.
  for (let run = 0; run <= RUNS; run += 1) {
    for (const kind of Object.keys(starts) as Kind[]) {
      const launch = kind === 'empty page' ? launchEmpty : launchConsole;
      const since = now();
      const started = await launch({ userDataDir: places[kind]! });
      const marks = await marksOf(started.page);
      const list = kind === 'five years' ? await openList(started.page) : 0;
      await started.close();
      if (run === 0) continue;
      starts[kind].push({ asked: marks.asked - since, scripts: marks.scripts - since, usable: marks.usable - since });
      if (kind === 'five years') lists.push(list);
    }
  }
});

const kinds = Object.keys(starts) as Kind[];
const rows: BenchRow[] = (Object.keys(steps) as Step[]).flatMap((step) =>
  kinds.map((kind) => ({
    what: `${kind}: ${steps[step]}`,
    samples: starts[kind].map((start) => start[step]),
    ...(kind === 'empty page' ? {} : { against: `empty page: ${steps[step]}` }),
  })),
);
/** What the console adds, run by run: `from` is the step before, whose own share is taken out. */
const added = (step: Step, from: Step | null) => (start: Start, run: number) => {
  const empty = starts['empty page'][run]!;
  return start[step] - empty[step] - (from === null ? 0 : start[from] - empty[from]);
};
rows.push(
  { what: 'five years: key to the first rows of the list', samples: lists },
  {
    what: 'five years: launch to the list, by way of the counter',
    samples: starts['five years'].map(({ usable }, run) => usable + lists[run]!),
    against: `empty page: ${steps.usable}`,
    target: 1500,
  },
  { what: "console's own share, live", samples: starts.live.map(added('usable', null)) },
  { what: '- main program, before the page is asked for', samples: starts.live.map(added('asked', null)) },
  { what: "- page's scripts read and run", samples: starts.live.map(added('scripts', 'asked')) },
  { what: '- state asked for, drawn', samples: starts.live.map(added('usable', 'scripts')) },
);
printReport('start', rows, [
  'From the launch of the process, which on Linux brings up a private keychain first; warm file cache.',
  '"Drawn" is the first paint with content; the console draws nothing before the counter.',
]);

/** A live merchant in one folder, practice mode in another, as an earlier day would have left them. */
async function prepare(places: Record<Kind, string>, folder: string): Promise<void> {
  const gateway = await startPracticeProcess();
  const live = await launchConsole({ userDataDir: places.live });
  await addMerchant(live, gateway, folder);
  await live.close();
  await gateway.kill();
  const practice = await launchConsole({ userDataDir: places.practice });
  await practice.page.getByTestId('start-practice').click();
  await practice.page.getByTestId('amount-input').waitFor();
  await practice.close();
  await layLiveLedger(FIVE_YEARS, places['five years']);
}

/** Opens the list by its key; in ms from the key to the frame that draws its first rows. */
async function openList(page: Page): Promise<number> {
  const seen = await watchFor(page, '[data-testid="transaction-row"]');
  await page.keyboard.press('Control+2');
  const { pressedAt, drawnAt } = await seen();
  return drawnAt - pressedAt;
}

/** When this page went through each step, by its own clock. */
function marksOf(page: Page): Promise<Start> {
  return page.evaluate(async () => {
    let focused: number | null = null;
    for (let look = 0; ; look += 1) {
      // A field that had the focus at the first look may have had it for long.
      if (document.activeElement?.tagName === 'INPUT') focused ??= look === 0 ? 0 : performance.now();
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      if (paint && navigation && focused !== null) {
        const origin = performance.timeOrigin;
        const scripts = origin + navigation.domContentLoadedEventEnd;
        return { asked: origin, scripts, usable: origin + Math.max(paint.startTime, focused) };
      }
      await new Promise(requestAnimationFrame);
    }
  });
}
