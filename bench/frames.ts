import type { Page } from 'playwright';

/** What a reader would have seen, frame by frame. */
export interface Frames {
  /** Time between one frame and the next. */
  gaps: number[];
  /** How long a place in view that should show a row did not; one entry for each time it happened. */
  blanks: number[];
  /** The number of the lowest row that was in view. */
  furthest: number;
}

/** Starts to watch the frames of the list; resolves to the function that stops and tells. */
export async function watchFrames(page: Page): Promise<() => Promise<Frames>> {
  const watch = await page.evaluateHandle(() => {
    const seen: Frames = { gaps: [], blanks: [], furthest: 0 };
    const grid = document.querySelector('[role="grid"]')!;
    const { left, top, bottom } = grid.getBoundingClientRect();
    // Just below the header, in the middle, and in the last whole row.
    const places = [top + 50, (top + bottom) / 2, bottom - 40];
    const rowAt = (y: number) => document.elementFromPoint(left + 40, y)?.closest('[data-testid="transaction-row"]');
    let last = performance.now();
    let blankSince: number | null = null;
    let stopped = false;
    const frame = () => {
      const at = performance.now();
      seen.gaps.push(at - last);
      last = at;
      const drawn = places.map(rowAt);
      seen.furthest = Math.max(seen.furthest, ...drawn.map((row) => Number(row?.ariaRowIndex ?? 1) - 1));
      if (drawn.includes(null) || drawn.includes(undefined)) blankSince ??= at;
      else if (blankSince !== null) {
        seen.blanks.push(at - blankSince);
        blankSince = null;
      }
      if (!stopped) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const stop = () => {
      stopped = true;
      if (blankSince !== null) seen.blanks.push(performance.now() - blankSince);
      return seen;
    };
    return { stop };
  });
  return async () => {
    const seen = await watch.evaluate(({ stop }) => stop());
    await watch.dispose();
    return seen;
  };
}

/** What the page's scripts hold after everything that can go has gone, in MB (V8's own heap, without the DOM). */
export async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('Performance.enable');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await devtools.detach();
  const used = metrics.find(({ name }) => name === 'JSHeapUsedSize')!;
  return used.value / 1e6;
}
