import { join } from 'node:path';
import type { Result } from '../../shared/domain/result.ts';
import type { Log } from '../log/log.ts';
import { openLedger, type LedgerPlace } from '../ledger/index.ts';
import type { Ledger, LedgerOpenProblem } from '../ledger/types.ts';

/** A ledger that is being opened, for whoever comes to use it. */
export interface OpeningLedger {
  opened: Promise<Result<Ledger, LedgerOpenProblem>>;
  /** Resolves if something is found after the start; see `OpenLedgerOptions.onProblem`. */
  problem: Promise<LedgerOpenProblem>;
}

/** Where the live ledger is, below the folder of all that this console keeps. */
export const ledgerFolder = (dataDir: string): string => join(dataDir, 'ledger');

/** Begins to open a ledger before the rooms that use it are there. */
export function openFirst(place: LedgerPlace, log: Log): OpeningLedger {
  const problem = Promise.withResolvers<LedgerOpenProblem>();
  const opened = openLedger({
    ...place,
    onSlow: (call) => log.warn('ledger', 'slow call', call),
    onProblem: problem.resolve,
  });
  return { opened, problem: problem.promise };
}
