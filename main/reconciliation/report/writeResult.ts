import type { Report } from './report.ts';
import { toleratedOf } from './lists.ts';

/**
 * Writes the result JSON piece by piece: what is known of the whole first, then the lists, one entry a line. The same
 * inputs give the same bytes: there is no clock and no path in it, and every list has a fixed order.
 */
export async function writeResult(
  report: Report,
  write: (text: string) => Promise<void>,
  checkCancel: () => void,
): Promise<void> {
  const { summary, compared, context } = report;
  const head = JSON.stringify(summary, null, 1);
  await write(head.slice(0, -2)); // without the brace that closes it
  await list('exceptions', report.exceptions());
  await list('tolerated', tolerated());
  await list('open_items', report.openItems());
  await write('\n}\n');

  function* tolerated() {
    for (const leg of compared) yield* toleratedOf(leg, context);
  }

  async function list(name: string, items: Iterable<unknown>): Promise<void> {
    await write(`,\n "${name}": [`);
    let first = true;
    for (const item of items) {
      checkCancel();
      await write(`${first ? '' : ','}\n  ${JSON.stringify(item)}`);
      first = false;
    }
    await write(first ? ']' : '\n ]');
  }
}
