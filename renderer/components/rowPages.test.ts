import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../shared/domain/result.ts';
import { PAGE_ROWS, RowPages } from './rowPages.ts';

interface Row {
  id: string;
  key: number;
}

/** A list of `keys`, newest (largest) first, read by key as the main process does. */
function source(keys: number[]) {
  const given = { keys, loads: 0, fail: false };
  const pages = new RowPages<Row, number>({
    load: async (after, limit) => {
      given.loads += 1;
      await Promise.resolve();
      if (given.fail) return err({ code: 'ledgerBusy', supportId: 's' });
      const rest = given.keys.filter((key) => after === null || key < after);
      const rows = rest.slice(0, limit).map((key) => ({ id: `p${key}`, key }));
      return ok({ rows, next: rest.length > limit ? rows.at(-1)!.key : null });
    },
    idOf: (row) => row.id,
    isBelow: (row, cursor) => row.key < cursor,
  });
  return { given, pages };
}

const countdown = (n: number) => Array.from({ length: n }, (_, i) => n - i);
const settled = () => new Promise((resolve) => setTimeout(resolve));

async function readTo(pages: RowPages<Row, number>, row: number): Promise<void> {
  while (pages.count <= row && !pages.complete) {
    pages.want(Math.max(0, pages.count - 40), pages.count - 1);
    await settled();
  }
}

describe('RowPages', () => {
  it('reads on only as the reader nears the end', async () => {
    const { given, pages } = source(countdown(1000));
    await pages.restart();
    expect([pages.count, pages.complete]).toEqual([PAGE_ROWS, false]);
    pages.want(0, 0);
    await settled();
    expect(pages.count).toBe(2 * PAGE_ROWS);
    pages.want(0, 30);
    await settled();
    expect([pages.count, given.loads]).toEqual([2 * PAGE_ROWS, 2]);
  });

  it.each([0, 1, PAGE_ROWS - 1, PAGE_ROWS, PAGE_ROWS + 1])('comes to an end with %i rows', async (n) => {
    const { pages } = source(countdown(n));
    await pages.restart();
    await readTo(pages, n);
    expect([pages.started, pages.complete, pages.count]).toEqual([true, true, n]);
  });

  it('holds only what is near the screen, and reads the rest again when it is wanted', async () => {
    const { pages } = source(countdown(20_000));
    await pages.restart();
    await readTo(pages, 19_999);
    expect(pages.count).toBe(20_000);
    expect(pages.held.length).toBeLessThanOrEqual(10 * PAGE_ROWS);
    expect(pages.rowAt(0)).toBeNull();
    pages.want(0, 30);
    await settled();
    expect(pages.rowAt(0)).toEqual({ id: 'p20000', key: 20_000 });
    expect(pages.rowAt(30)).toEqual({ id: 'p19970', key: 19_970 });
    expect(pages.rowAt(19_999)).toBeNull();
    expect(pages.count).toBe(20_000);
  });

  it('shows every row once and in order, wherever the reader jumps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 2999 }), { maxLength: 12 }), async (jumps) => {
        const { pages } = source(countdown(3000));
        await pages.restart();
        await readTo(pages, 2999);
        for (const at of jumps) {
          pages.want(at, Math.min(at + 30, 2999));
          await settled();
          for (let i = at; i <= Math.min(at + 30, 2999); i += 1) expect(pages.rowAt(i)?.key).toBe(3000 - i);
        }
        const keys = pages.held.map((row) => row.key);
        expect(keys).toEqual([...new Set(keys)].sort((a, b) => b - a));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps its places when rows have left or joined a dropped page', async () => {
    const { given, pages } = source(countdown(3000));
    await pages.restart();
    await readTo(pages, 2999);
    given.keys = [...given.keys.filter((key) => key !== 2990), 2980.5].sort((a, b) => b - a).filter((k) => k !== 2995);
    pages.want(0, 30);
    await settled();
    expect(pages.count).toBe(2999);
    expect(pages.held.some((row) => row.key === 2990)).toBe(false);
    expect(pages.held.some((row) => row.key === 2980.5)).toBe(true);
    expect(pages.rowAt(199)?.key).toBe(2800);
  });

  it('puts a changed row in its place and leaves all others the same objects', async () => {
    const { pages } = source(countdown(10));
    await pages.restart();
    const before = pages.held;
    expect(pages.replace({ id: 'p7', key: 7 })).toBe(true);
    expect(pages.held).not.toBe(before);
    expect(pages.held.filter((row, i) => row === before[i])).toHaveLength(9);
    expect(pages.replace({ id: 'p99', key: 99 })).toBe(false);
    expect(pages.indexOf('p7')).toBe(3);
  });

  it('shows the old rows until the new first page is here, and forgets answers of before', async () => {
    const { given, pages } = source(countdown(1000));
    await pages.restart();
    pages.want(100, 150);
    given.keys = countdown(1001);
    const again = pages.restart();
    expect(pages.rowAt(0)?.key).toBe(1000);
    await again;
    await settled();
    expect(pages.rowAt(0)?.key).toBe(1001);
    expect(pages.count).toBe(PAGE_ROWS);
  });

  it('stops at an error until it is told to try again', async () => {
    const { given, pages } = source(countdown(1000));
    await pages.restart();
    given.fail = true;
    pages.want(100, 199);
    await settled();
    expect(pages.error?.code).toBe('ledgerBusy');
    const { loads } = given;
    pages.want(100, 199);
    await settled();
    expect(given.loads).toBe(loads);
    given.fail = false;
    pages.retry();
    pages.want(100, 199);
    await settled();
    expect([pages.error, pages.count]).toEqual([null, 2 * PAGE_ROWS]);
  });

  it('can be started again after the first page failed', async () => {
    const { given, pages } = source(countdown(3));
    given.fail = true;
    await pages.restart();
    expect([pages.started, pages.error?.code]).toEqual([false, 'ledgerBusy']);
    given.fail = false;
    pages.retry();
    await settled();
    expect([pages.started, pages.error, pages.count]).toEqual([true, null, 3]);
  });
});
