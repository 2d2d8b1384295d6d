import type { OpenItem } from '../../../shared/domain/reconciliation/run.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import type { Ledger } from '../../ledger/types.ts';

/** Rows that the ledger is given at a time: some milliseconds of its work. Payments and pages get their turn in between. */
const PIECE = 200;
const PAGE = 1_000;

/** Hands over `rows` in pieces, in their order. */
export function inPieces<T>(rows: readonly T[], take: (piece: T[]) => void): void {
  for (let from = 0; from < rows.length; from += PIECE) take(rows.slice(from, from + PIECE));
}

/** Brings a run to its end whose findings are all in. */
export async function mergeRun(ledger: Ledger, id: string): Promise<void> {
  while (!(await ledger.mergeRun(id)));
}

/** Takes a run back that came to nothing. */
export async function dropRun(ledger: Ledger, id: string): Promise<void> {
  while (!(await ledger.dropRun(id)));
}

/** What the newest comparison before `day` left open. */
export async function openItemsBefore(ledger: Ledger, profileId: string, day: BusinessDate): Promise<OpenItem[]> {
  const all: OpenItem[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: Awaited<ReturnType<Ledger['openItemsBefore']>> = await ledger.openItemsBefore(
      profileId,
      day,
      after,
      PAGE,
    );
    all.push(...page.items);
    after = page.next;
  }
  return all;
}
