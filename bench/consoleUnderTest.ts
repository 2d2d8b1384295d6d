import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import type { ConsoleRun } from '../tests/consoleRun.ts';
import { writeCredentials } from '../tests/credentials.ts';
import type { PracticeReady } from '../tests/practiceProcess.ts';
import { words } from '../tests/words.ts';

/** Brings `dist/` up to date, so that what is measured is what the sources say. */
export function buildConsole(): void {
  const script = fileURLToPath(new URL('../scripts/build.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('The console could not be built.');
}

/** A folder of this run's own, removed when the work is done, however it ends. */
export async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hc-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Takes a console from its welcome to the counter of a live merchant, with credentials for `gateway`. */
export async function addMerchant({ app, page }: ConsoleRun, gateway: PracticeReady, folder: string): Promise<void> {
  await app.stubOpenDialog(writeCredentials(join(folder, 'merchant.json'), gateway));
  await page.getByTestId('start-file').click();
  await page.getByRole('button', { name: words('profiles', 'draft.save') }).click();
  await page.getByRole('button', { name: words('profiles', 'check.continue') }).click();
  await page.getByTestId('amount-input').waitFor();
}

/** This process's clock on the scale of every page's `performance.timeOrigin + performance.now()`. */
export const now = (): number => performance.timeOrigin + performance.now();

/** When something came on screen, and the last key press before it; on the scale of {@link now}. */
export interface Sighting {
  pressedAt: number;
  drawnAt: number;
}

/**
 * Watches for an element that is not there yet (with this text, if one is given). Resolves once the watch stands, to the
 * function that awaits the sighting: the end of the first frame that draws the element.
 */
export async function watchFor(page: Page, selector: string, text?: string): Promise<() => Promise<Sighting>> {
  const watch = await page.evaluateHandle(
    ([wanted, wantedText]) => {
      const origin = performance.timeOrigin;
      let pressedAt = 0;
      const pressed = (event: Event) => (pressedAt = origin + event.timeStamp);
      addEventListener('keydown', pressed, true);
      const sighting = new Promise<Sighting>((resolve) => {
        const drawn = () => {
          removeEventListener('keydown', pressed, true);
          resolve({ pressedAt, drawnAt: origin + performance.now() });
        };
        const frame = () => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', drawn);
          port1.start();
          port2.postMessage(null); // comes after the frame has been drawn
        };
        const observer = new MutationObserver(() => {
          const found = document.querySelector(wanted);
          if (!found || (wantedText !== null && found.textContent !== wantedText)) return;
          observer.disconnect();
          requestAnimationFrame(frame);
        });
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      });
      return { sighting };
    },
    [selector, text ?? null] as const,
  );
  return async () => {
    const seen = await watch.evaluate(({ sighting }) => sighting);
    await watch.dispose();
    return seen;
  };
}
