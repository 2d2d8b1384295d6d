import type { DifferenceCursor, DifferenceFilter } from '../../../../shared/contract/reconciliation.ts';
import type { Month, ResolveReason } from '../../../../shared/domain/difference.ts';
import type { MonthAct } from '../../../../shared/domain/monthLock.ts';
import type { OpenItem } from '../../../../shared/domain/reconciliation/run.ts';
import type { BusinessDate, Instant } from '../../../../shared/domain/time.ts';
import type { Database } from '../../database.ts';
import type {
  Finding,
  FindingCursor,
  NewNote,
  RunEnd,
  RunStart,
  TradeCursor,
} from '../../interfaces/reconciliation.ts';
import { readAutomaticFindings, readDaysToCompare } from './automatic.ts';
import * as differences from './differences.ts';
import * as months from './months.ts';
import * as runs from './runs.ts';
import * as storing from './storing.ts';
import * as trades from './trades.ts';

/** Comparisons, differences, months and the trades that they are made of. See `ReconciliationLedger`. */
export function createReconciliationRepository(db: Database) {
  return {
    startRun: (run: RunStart) => db.transaction(() => storing.startRun(db, run)),
    addFindings: (runId: string, findings: Finding[]) => db.transaction(() => storing.addFindings(db, runId, findings)),
    addOpenItems: (runId: string, items: OpenItem[]) => db.transaction(() => storing.addOpenItems(db, runId, items)),
    endRun: (runId: string, end: RunEnd) => db.transaction(() => storing.endRun(db, runId, end)),
    mergeRun: (runId: string) => db.transaction(() => storing.mergeRun(db, runId)),
    dropRun: (runId: string) => db.transaction(() => storing.dropRun(db, runId)),
    unfinishedRuns: (profileId: string) => storing.readUnfinishedRuns(db, profileId),
    latestRun: (profileId: string, day: BusinessDate) => runs.readLatestRun(db, profileId, day),
    run: (id: string) => runs.readOneRun(db, id),
    runSummaries: (profileId: string, from: BusinessDate, to: BusinessDate) => runs.readRuns(db, profileId, from, to),
    openItemsBefore: (profileId: string, day: BusinessDate, after: string, limit: number) =>
      runs.readOpenItemsBefore(db, profileId, day, after, limit),
    findings: (runId: string, after: FindingCursor | null, limit: number) => runs.readFindings(db, runId, after, limit),
    monthDays: (profileId: string, month: Month) => months.readMonthDays(db, profileId, month),
    daysToCompare: (profileId: string) => readDaysToCompare(db, profileId),
    automaticFindings: (profileId: string, since: Instant) => readAutomaticFindings(db, profileId, since),
    listDifferences: (
      profileId: string,
      filter: DifferenceFilter,
      today: BusinessDate,
      after: DifferenceCursor | null,
      limit: number,
    ) => differences.listDifferences(db, profileId, filter, today, after, limit),
    differenceTotals: (profileId: string, filter: DifferenceFilter, today: BusinessDate) =>
      differences.differenceTotals(db, profileId, filter, today),
    difference: (profileId: string, id: string) => differences.readOneDifference(db, profileId, id),
    noteDifference: (profileId: string, id: string, note: NewNote) =>
      db.transaction(() => differences.noteDifference(db, profileId, id, note)),
    assignDifference: (profileId: string, id: string, owner: { id: string; name: string } | null, note: NewNote) =>
      db.transaction(() => differences.assignDifference(db, profileId, id, owner, note)),
    resolveDifference: (profileId: string, id: string, reason: ResolveReason, note: NewNote) =>
      db.transaction(() => differences.resolveDifference(db, profileId, id, reason, note)),
    reopenDifference: (profileId: string, id: string, note: NewNote) =>
      db.transaction(() => differences.reopenDifference(db, profileId, id, note)),
    ownersOfDifferences: (profileId: string) => differences.readOwners(db, profileId),
    monthActs: (profileId: string) => months.readMonthActs(db, profileId),
    addMonthAct: (profileId: string, act: MonthAct) => db.transaction(() => months.writeMonthAct(db, profileId, act)),
    monthDifferences: (profileId: string, month: Month) => months.readMonthDifferences(db, profileId, month),
    lateDifferences: (profileId: string, month: Month) => months.readLate(db, profileId, month),
    trades: (profileId: string, from: BusinessDate, to: BusinessDate, after: TradeCursor | null, limit: number) =>
      trades.listTrades(db, profileId, from, to, after, limit),
    daySums: (profileId: string, day: BusinessDate) => trades.readDaySums(db, profileId, day),
    dayFlows: (profileId: string, from: BusinessDate, to: BusinessDate) => trades.readDayFlows(db, profileId, from, to),
  };
}
