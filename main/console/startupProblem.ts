import type { StartupProblem } from '../../shared/contract/app.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { listBackups, type RestoreProblem } from '../ledger/index.ts';
import type { LedgerOpenProblem } from '../ledger/types.ts';
import type { Log } from '../log/log.ts';

/** Why a backup did not take the ledger's place, in the window's words. */
export const restoreCodes: Record<RestoreProblem['kind'], ErrorCode> = {
  missing: 'backupUnsound',
  unsound: 'backupUnsound',
  future: 'backupUnsound',
  full: 'ledgerFull',
  failed: 'ledgerFailed',
};

/** What the start-up page shows of a live ledger in `dir` that could not be opened. */
export async function describeProblem(problem: LedgerOpenProblem, dir: string, log: Log): Promise<StartupProblem> {
  log.error('ledger', 'cannot be opened', { ...problem });
  const backups = await listBackups({ dir, name: 'live' });
  const detail = 'detail' in problem ? problem.detail : `${problem.found} > ${problem.supported}`;
  return {
    kind: problem.kind,
    path: problem.path,
    detail,
    // A ledger from a newer version is whole, and so is one on a full disk: the way out is not an old backup.
    backups:
      problem.kind === 'future' || problem.kind === 'full'
        ? []
        : backups.map(({ name, at, bytes, payments, sound }) => ({ name, at, bytes, payments, sound })),
  };
}
