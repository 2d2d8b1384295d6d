import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { settledOutcomes } from '../../../shared/domain/reconciliation/outcome.ts';
import type { MatchedPair, OpenItem, ReconciliationException } from '../../../shared/domain/reconciliation/run.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import type { JobControl } from '../../jobs/types.ts';
import { createIdentities } from '../identity.ts';
import { writeLedgerCsv } from '../index.ts';
import { RunProblem, type RunProblemCode } from '../types.ts';
import { loadSettings, ruleHash } from './settings.ts';
import { dropRun, inPieces, mergeRun, openItemsBefore } from './storing.ts';
import { ledgerRows } from './trades.ts';
import type { DeskNeeds, ShelfFile } from './types.ts';

/** Where a run's result and its list of matched pairs lie. */
export function runFolder(given: Pick<DeskNeeds, 'dir' | 'profile'>, runId: string): string {
  return join(given.dir, 'reconciliation', given.profile().id, runId);
}

const problemCodes: Record<Exclude<RunProblemCode, 'cancelled'>, ErrorCode> = {
  diskFull: 'ledgerFull',
  write: 'fileWrite',
  ledger: 'runFailed',
  input: 'runFailed',
  internal: 'runFailed',
};

/**
 * Compares one day: what the ledger holds of it, the statements of the vault, and what earlier days left open. The result
 * is a file that is the same for the same inputs; its findings become differences. Nothing of an earlier run is lost.
 *
 * @param automatic the console began it by itself: whoever is at it has nothing to do with it
 * @returns `null` when it is done, else why not; a cancelled run leaves nothing behind
 */
export async function compareDay(
  given: DeskNeeds,
  day: BusinessDate,
  control: JobControl,
  automatic: boolean,
): Promise<ErrorCode | null> {
  const { ledger } = given;
  const profile = given.profile();
  const id = randomUUID();
  const folder = runFolder(given, id);
  const files = await given.shelf.filesOf(day);
  if (!files.ok) return files.error.code;
  const settings = await loadSettings(ledger, profile.id);
  await finishRuns(given);
  const openItems = await openItemsBefore(ledger, profile.id, day);
  const hash = ruleHash(settings, given.version);
  const by = automatic ? '' : (given.actor()?.name ?? '');
  let done = false;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const named = await nameFiles(files.data, join(folder, 'files'));
    const csv = join(folder, 'ledger.csv');
    await writeLedgerCsv(csv, ledgerRows(ledger, profile.id, day));
    control.signal.throwIfAborted();
    await ledger.startRun({
      id,
      profileId: profile.id,
      day,
      startedAt: given.now(),
      by,
      automatic,
      version: given.version,
      ruleHash: hash,
    });

    const identify = createIdentities(day);
    const queue = createQueue(control.signal);
    const matched = await open(join(folder, 'matched.jsonl'), 'wx');
    let pairs = 0;
    const out = join(folder, 'result.json');
    const summary = await given
      .run(
        {
          ledger: csv,
          statements: named.map(({ path }) => path),
          day,
          merchant: profile.huifuId,
          mappings: await given.shelf.mappings(),
          openItems,
          rates: settings.rates,
          expect: settings.expect,
          holidays: settings.holidays,
          out,
        },
        {
          signal: control.signal,
          onProgress: (progress) => control.progress(progress.bytes, progress.totalBytes),
          onExceptions: (batch: ReconciliationException[]) =>
            inPieces(batch, (piece) => queue.add(() => ledger.addFindings(id, piece.map(identify)))),
          onMatched: (batch: MatchedPair[]) => {
            pairs += batch.filter(({ outcome }) => settledOutcomes.includes(outcome)).length;
            queue.add(() => appendLines(matched, batch));
          },
          onOpenItems: (batch: OpenItem[]) =>
            inPieces(batch, (piece) => queue.add(() => ledger.addOpenItems(id, piece))),
        },
      )
      .finally(() => queue.idle())
      .finally(() => matched.close());
    control.signal.throwIfAborted();
    await ledger.endRun(id, {
      endedAt: given.now(),
      summary,
      resultSha256: await sha256Of(out),
      matchedSha256: await sha256Of(join(folder, 'matched.jsonl')),
      statements: named.map(({ sha256, name }) => ({ sha256, name })),
      matched: pairs,
    });
    // It is complete: it can be stopped no more, and should the console end now, the next one goes on with it.
    done = true;
    await mergeRun(ledger, id);
    await noteRun(given, id, automatic);
    given.changed(day);
    return null;
  } catch (error) {
    if (error instanceof RunProblem && error.code !== 'cancelled') {
      given.warn('a comparison did not finish', { code: error.code, detail: error.words.en });
      return problemCodes[error.code];
    }
    if (control.signal.aborted) return null;
    throw error;
  } finally {
    await rm(join(folder, 'files'), { recursive: true, force: true });
    if (!done) {
      await dropRun(ledger, id).catch((error: unknown) => given.warn('a run was not taken back', { error }));
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** What an earlier console was in the midst of comes to its end, or is taken back. */
export async function finishRuns(given: DeskNeeds): Promise<void> {
  const { ledger } = given;
  const { ending, dead } = await ledger.unfinishedRuns(given.profile().id);
  for (const id of ending) {
    await mergeRun(ledger, id);
    await noteRun(given, id, true);
  }
  for (const id of dead) await dropRun(ledger, id);
}

/** @param unattended nobody who is at the console now has to do with it */
async function noteRun(given: DeskNeeds, id: string, unattended: boolean): Promise<void> {
  const run = await given.ledger.run(id);
  if (!run) return;
  const { day, summary, matched } = run;
  await given.audit.record({
    act: 'reconciliation.run',
    subject: day,
    after: { run: id, clear: summary.clear, allRead: summary.all_read, matched },
    unattended,
  });
}

/**
 * Puts the statements into the run's folder under the names that they came with, so that a result speaks of files as the
 * bookkeeper knows them, and is the same wherever the vault lies. No bytes are copied where the disk can link.
 */
async function nameFiles(
  files: readonly ShelfFile[],
  folder: string,
): Promise<{ sha256: string; name: string; path: string }[]> {
  await mkdir(folder, { mode: 0o700 });
  const used = new Set<string>();
  const named: { sha256: string; name: string; path: string }[] = [];
  for (const file of files.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1))) {
    if (named.some(({ sha256 }) => sha256 === file.sha256)) continue;
    const plain = file.name.replace(/[<>:"/\\|?*\p{Cc}]/gu, '_') || 'statement';
    const name = used.has(plain.toLowerCase()) ? `${file.sha256.slice(0, 8)}-${plain}` : plain;
    used.add(name.toLowerCase());
    const path = join(folder, name);
    await link(file.path, path).catch(() => copyFile(file.path, path));
    named.push({ sha256: file.sha256, name, path });
  }
  return named;
}

/** Work that is done one after the other, unless it is stopped; the first fault is told when the queue is waited for. */
function createQueue(signal: AbortSignal) {
  let last: Promise<void> = Promise.resolve();
  return {
    add(work: () => Promise<void>): void {
      last = last.then(() => (signal.aborted ? undefined : work()));
      last.catch(() => {}); // told by `idle`
    },
    idle: (): Promise<void> => last,
  };
}

async function appendLines(file: FileHandle, rows: readonly unknown[]): Promise<void> {
  await file.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
