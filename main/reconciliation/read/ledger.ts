import { decode, isValid } from '../bytes/encoding.ts';
import { COMMA, FieldSplitter } from '../bytes/fields.ts';
import { pullFile } from '../files/pull.ts';
import { ledgerColumns, ledgerPlan } from '../formats/ledger.ts';
import { emptyRows, type Rows } from '../rows/rows.ts';
import type { BadLine, BadReason } from './bad.ts';
import { readText } from './text.ts';
import { TradeTaker } from './trades.ts';

export interface LedgerReading {
  rows: Rows;
  bad: BadLine[];
  bytes: number;
  sha256: string;
  lines: number;
}

/** The ledger CSV is not one: the columns that it lacks. */
export class LedgerHeaderFault extends Error {
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(`ledger CSV without ${missing.join(', ')}`);
    this.missing = missing;
  }
}

/** Reads the ledger CSV. Throws {@link LedgerHeaderFault} or `FileFault`. */
export async function readLedger(
  path: string,
  progress: (bytes: number, lines: number) => void,
): Promise<LedgerReading> {
  const pull = await pullFile(path);
  const rows = emptyRows();
  const bad: BadLine[] = [];
  let taker: TradeTaker | null = null;
  let split!: FieldSplitter;
  let columns = 0;
  let line = 1;
  let lines = 0;
  try {
    await readText(pull, {
      begin(head) {
        if (head.length === 0) throw new LedgerHeaderFault(ledgerColumns);
        const newline = head.indexOf(10);
        const end = newline < 0 ? head.length : newline;
        const header = decode(head.subarray(0, end), 'utf-8')
          .replace(/^\uFEFF/, '')
          .split(',')
          .map((title) => title.trim());
        const plan = ledgerPlan(header);
        if (Array.isArray(plan)) throw new LedgerHeaderFault(plan);
        taker = new TradeTaker(plan, { rows, part: 0, channelOf: () => 0, day: 0 }, 'utf-8');
        taker.estimate = estimate(head, pull.size);
        split = new FieldSplitter(COMMA);
        columns = header.length;
        line = 2;
        return newline < 0 ? head.length : newline + 1;
      },
      lines(bytes, at, end, final) {
        const whole = isValid(bytes.subarray(at, end), 'utf-8');
        let p = at;
        taker!.begin(bytes);
        while (p < end) {
          if (bytes[p] === 10 || (bytes[p] === 13 && bytes[p + 1] === 10)) {
            p += bytes[p] === 10 ? 1 : 2;
            line++;
            continue;
          }
          if (!split.split(bytes, p, end, final)) break;
          lines++;
          const reason = against(bytes, p, whole) ?? taker!.take(bytes, split, line);
          if (reason !== null) bad.push({ line, reason });
          p = split.next;
          line += 1 + split.extraLines;
        }
        return p;
      },
      endless() {
        lines++;
        bad.push({ line: line++, reason: 'tooLong' });
      },
      piece: (read) => progress(read, lines),
    });
    return { rows, bad, bytes: pull.size, sha256: pull.sha256(), lines };
  } finally {
    await pull.close();
  }

  function against(bytes: Uint8Array, at: number, whole: boolean): BadReason | null {
    if (!whole && !isValid(bytes.subarray(at, split.next), 'utf-8')) return 'encoding';
    if (split.broken) return 'quote';
    return split.count === columns ? null : 'columns';
  }
}

/** How many rows a file of this size has when the rest is like its beginning. */
function estimate(head: Uint8Array, size: number): number {
  let lines = 0;
  for (let p = head.indexOf(10); p >= 0; p = head.indexOf(10, p + 1)) lines++;
  return lines === 0 ? 16 : Math.ceil((size / head.length) * lines * 1.03) + 16;
}
