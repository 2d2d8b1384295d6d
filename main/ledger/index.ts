import { err, ok, type Result } from '../../shared/domain/result.ts';
import { remote, runTask, startClient } from './client.ts';
import { ledgerPath, type LedgerName, type LedgerPlace } from './files.ts';
import type { Restored, RestoreProblem, RestoreRequest } from './restore.ts';
import type { Ledger, LedgerBackup, LedgerOpenProblem } from './types.ts';

export type { LedgerName, LedgerPlace, Restored, RestoreProblem };

/**
 * Files up to this size are checked in full before they are used, larger ones right after the start in a thread of their
 * own. Measured on two shared cores with a warm cache: about 2 ms per MB.
 */
const FULL_CHECK_BYTES = 64 * 1024 * 1024;

/** Which program the worker threads run; the default is the one that belongs to this build. */
interface WithWorker {
  workerFile?: URL;
}

export interface OpenLedgerOptions extends LedgerPlace, WithWorker {
  /** A call that took the ledger itself longer than 100 ms, for the log. Nothing of its arguments is told. */
  onSlow?: (call: { method: string; ms: number }) => void;
  /**
   * Something was found after the start: a large file turned out to be damaged, or a crashed thread could not open the
   * file again. The ledger should be closed and the start-up page shown.
   */
  onProblem?: (problem: LedgerOpenProblem) => void;
  /** Files larger than this are checked after the start instead of before. */
  fullCheckBytes?: number;
  /** How long after the start a large file's check begins; a till that has just been switched on has better things to do. */
  checkAfterMs?: number;
}

/**
 * Opens a ledger in its own thread: checks the file, backs it up before a migration, migrates, and answers.
 * A problem is a value; nothing was changed or deleted then. The ledger keeps the process alive until it is closed.
 */
export async function openLedger(options: OpenLedgerOptions): Promise<Result<Ledger, LedgerOpenProblem>> {
  const { dir, name, onProblem = () => {}, onSlow = () => {} } = options;
  const { workerFile = ownWorker(), fullCheckBytes = FULL_CHECK_BYTES, checkAfterMs = 15_000 } = options;
  const place = { dir, name };
  const withPath = (problem: LedgerOpenProblem): LedgerOpenProblem => ({ ...problem, path: ledgerPath(place) });
  const client = await startClient({
    workerFile,
    place,
    fullCheckBytes,
    onSlow,
    onLost: (problem) => onProblem(withPath(problem)),
  });
  if (!client.opened.ok) {
    await client.close();
    return err(withPath(client.opened.error));
  }
  const { methods, checked } = client.opened.data;
  const stopCheck = checked ? async () => {} : checkLater();
  const backups = new Set<Promise<string>>();

  function checkLater(): () => Promise<unknown> {
    let stop: () => Promise<unknown> = async () => clearTimeout(timer);
    const timer = setTimeout(() => {
      const check = runTask(workerFile, 'check', place, (worker) => (stop = () => worker.terminate()));
      check.then(
        (detail) => detail !== null && onProblem({ kind: 'corrupt', path: ledgerPath(place), detail }),
        () => {}, // stopped, or the machine is out of something: no finding
      );
    }, checkAfterMs);
    timer.unref();
    return () => stop();
  }

  return ok({
    ...remote(client, methods),
    backup(reason) {
      const backup = runTask(workerFile, 'takeBackup', { ...place, reason });
      backups.add(backup);
      return backup.finally(() => backups.delete(backup));
    },
    async close() {
      await stopCheck();
      await Promise.allSettled(backups);
      await client.close();
    },
  });
}

/** The backups of a ledger, newest first, each opened and checked. The ledger need not be open. */
export function listBackups({ workerFile = ownWorker(), ...place }: LedgerPlace & WithWorker): Promise<LedgerBackup[]> {
  return runTask(workerFile, 'listBackups', place);
}

/**
 * Puts a backup in the place of a closed ledger. The present file is moved into the backup folder, never deleted, and
 * shows up in `listBackups`: restoring it undoes this.
 */
export function restoreBackup({
  workerFile = ownWorker(),
  ...request
}: RestoreRequest & WithWorker): Promise<Result<Restored, RestoreProblem>> {
  return runTask(workerFile, 'restoreBackup', request);
}

/** In the built app the worker is bundled beside this file; from the sources Node runs it as it is. */
function ownWorker(): URL {
  const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './ledger-worker.js';
  return new URL(file, import.meta.url);
}
