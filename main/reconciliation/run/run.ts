import { stat } from 'node:fs/promises';
import type {
  MatchedPair,
  OpenItem,
  ReconciliationException,
  RunProgress,
  RunSummary,
} from '../../../shared/domain/reconciliation/run.ts';
import { replaceFile } from '../files/replace.ts';
import { FileFault } from '../files/pull.ts';
import { LedgerHeaderFault } from '../read/ledger.ts';
import { pairsOf } from '../report/lists.ts';
import { prepareReport, type Report } from '../report/report.ts';
import { say, words } from '../report/words.ts';
import { writeResult } from '../report/writeResult.ts';
import { RunProblem, type RunInput, type RunOptions } from '../types.ts';
import { checkAlipaySummary, checkDays, checkMerchants, commonestDay } from './checkFiles.ts';
import { compareLegs } from './compare.ts';
import { gather } from './gather.ts';
import { ledgerSide } from './ledgerSide.ts';

/** How many entries are handed over at a time. */
const BATCH = 1_000;
const PROGRESS_EVERY_MS = 100;

/** One comparison from its files to its result. Throws {@link RunProblem}. */
export async function runHere(input: RunInput, options: RunOptions = {}): Promise<RunSummary> {
  const signal = options.signal ?? new AbortController().signal;
  try {
    const report = await compare(input, options, signal);
    if (input.out !== undefined)
      await replaceFile(input.out, (write) => writeResult(report, write, () => check(signal)));
    await handOver(report, options, signal);
    return report.summary;
  } catch (error) {
    throw toProblem(error, signal);
  }
}

async function compare(input: RunInput, options: RunOptions, signal: AbortSignal): Promise<Report> {
  const tell = progressTeller(options.onProgress, signal, await sizeOf([input.ledger, ...input.statements]));
  const day = Number(input.day ?? 0);
  const openItems = input.openItems ?? [];
  const ledgerRead = ledgerSide({ path: input.ledger, room: openItems.length }, (bytes) => tell.ledger(bytes), signal);
  ledgerRead.catch(() => {}); // told once the statements are read
  const gathered = await gather({ input, day, progress: (bytes, lines) => tell.statements(bytes, lines) });
  const ledger = await ledgerRead;
  check(signal);
  checkMerchants(gathered, input.merchant);
  checkDays(gathered, day);
  checkAlipaySummary(gathered);
  tell.stage('matching');
  const runDay = day || commonestDay(gathered) || latestLedgerDay(ledger.side.rows.requestDay, ledger.side.rows.count);
  const checkCancel = (): void => check(signal);
  const compared = compareLegs({ ledger: ledger.side, gathered, day, openItems, checkCancel });
  check(signal);
  return prepareReport({ input, day: runDay, ledger, gathered, compared, openItems });
}

function latestLedgerDay(days: Uint32Array, count: number): number {
  let latest = 0;
  for (let row = 0; row < count; row++) latest = Math.max(latest, days[row]!);
  return latest;
}

function check(signal: AbortSignal): void {
  if (signal.aborted)
    throw new RunProblem(
      'cancelled',
      say((of) => of.run.cancelled),
    );
}

/** Gives the lists to whoever asked for them, in batches. */
async function handOver(report: Report, options: RunOptions, signal: AbortSignal): Promise<void> {
  const { onExceptions, onMatched, onOpenItems } = options;
  if (onExceptions) batched<ReconciliationException>(report.exceptions(), onExceptions);
  if (onOpenItems) batched<OpenItem>(report.openItems(), onOpenItems);
  for (const leg of onMatched ? report.compared : [])
    batched<MatchedPair>(
      pairsOf(leg, report.context, () => true),
      onMatched!,
    );

  function batched<T>(items: Iterable<T>, give: (batch: T[]) => void): void {
    let batch: T[] = [];
    for (const item of items) {
      if (batch.push(item) < BATCH) continue;
      check(signal);
      give(batch);
      batch = [];
    }
    if (batch.length > 0) give(batch);
  }
}

/** Bytes of all files; one that is not there counts nothing, and is told of where it is read. */
async function sizeOf(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function progressTeller(onProgress: RunOptions['onProgress'], signal: AbortSignal, totalBytes: number) {
  const progress: RunProgress = { stage: 'reading', bytes: 0, totalBytes, lines: 0, exceptions: 0 };
  let ledgerBytes = 0;
  let statementBytes = 0;
  let last = 0;
  const tell = (now = false): void => {
    check(signal);
    progress.bytes = ledgerBytes + statementBytes;
    if (!onProgress || (!now && performance.now() - last < PROGRESS_EVERY_MS)) return;
    last = performance.now();
    onProgress({ ...progress });
  };
  return {
    ledger(bytes: number): void {
      ledgerBytes = bytes;
      tell();
    },
    statements(bytes: number, lines: number): void {
      statementBytes = bytes;
      progress.lines = lines;
      tell();
    },
    stage(stage: RunProgress['stage']): void {
      progress.stage = stage;
      tell(true);
    },
  };
}

function toProblem(error: unknown, signal: AbortSignal): RunProblem {
  if (error instanceof RunProblem) return error;
  if (signal.aborted)
    return new RunProblem(
      'cancelled',
      say((all) => all.run.cancelled),
    );
  if (error instanceof LedgerHeaderFault)
    return new RunProblem(
      'ledger',
      say((all) => all.run.ledgerHeader, { detail: error.missing.join(', ') }),
    );
  if (error instanceof FileFault) {
    const why = words.zh.problem[error.code];
    const reason = { zh: `${why}${error.detail}`, en: `${words.en.problem[error.code]} ${error.detail}` };
    return new RunProblem(
      'ledger',
      say((all) => all.run.ledgerUnreadable, { detail: reason }),
    );
  }
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new RunProblem(
      'diskFull',
      say((all) => all.run.diskFull),
    );
  if (code !== undefined)
    return new RunProblem(
      'write',
      say((all) => all.run.write, { detail: code }),
    );
  return new RunProblem(
    'internal',
    say((all) => all.run.internal, { detail: error instanceof Error ? error.message : String(error) }),
  );
}
