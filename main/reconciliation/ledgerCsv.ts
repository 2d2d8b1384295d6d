import type { LedgerEntry } from '../../shared/domain/reconciliation/run.ts';
import { replaceFile } from './files/replace.ts';
import { ledgerColumns } from './formats/ledger.ts';

/** A ledger row before it has a line number. */
export type LedgerRow = Omit<LedgerEntry, 'line'>;

/** Writes ledger rows as the CSV that a run reads. Gives the number of rows. */
export async function writeLedgerCsv(
  path: string,
  rows: Iterable<LedgerRow> | AsyncIterable<LedgerRow>,
): Promise<number> {
  let count = 0;
  await replaceFile(path, async (write) => {
    await write(`${ledgerColumns.join(',')}\n`);
    for await (const row of rows) {
      await write(`${ledgerColumns.map((name) => cell(row[name])).join(',')}\n`);
      count++;
    }
  });
  return count;
}

function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
