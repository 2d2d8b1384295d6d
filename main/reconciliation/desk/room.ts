import type { Answered } from '../../../shared/contract/errors.ts';
import type { JobView } from '../../../shared/contract/jobs.ts';
import type { ConfirmedMapping } from '../../../shared/contract/channels/reconciliation.ts';
import type {
  AutomaticFindings,
  DayView,
  DifferenceCursor,
  DifferenceFilter,
  DifferenceTotals,
  Trends,
} from '../../../shared/contract/reconciliation.ts';
import { monthOf, type Difference, type Month } from '../../../shared/domain/difference.ts';
import type { DayOverview } from '../../../shared/domain/monthLock.ts';
import type { Inspection } from '../../../shared/domain/reconciliation/mapping.ts';
import type { ReconciliationException } from '../../../shared/domain/reconciliation/run.ts';
import type { ReconciliationSettings } from '../../../shared/domain/reconciliationSettings.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { StatementPeriod } from '../../../shared/domain/statement.ts';
import { addDays, businessDateOf, instant, type BusinessDate } from '../../../shared/domain/time.ts';
import { failure } from '../../log/failure.ts';
import { inspectStatement } from '../index.ts';
import { createAutomatic, type Automatic } from './automatic.ts';
import { createDifferences, type Differences } from './differences.ts';
import { createExports, type Exports } from './exports.ts';
import { createMoney, type Money } from './money.ts';
import { createMonths, type Months } from './months.ts';
import { loadSettings, saveSettings } from './settings.ts';
import type { DeskNeeds } from './types.ts';

/** Statements of one day that the window is told of. */
const MOST_STATEMENTS = 200;
/** What was found by itself is news for so long; then it is in the calendar like everything else. */
const NEWS_MS = 3 * 86_400_000;
/** Differences that the signed report lists; all are in the spreadsheet. */
const IN_REPORT = 200;

/** Reconciliation of one merchant: comparing days, working off differences, locking months, where the money is. */
export interface ReconciliationRoom {
  readonly differences: Differences;
  readonly months: Months;
  readonly money: Money;
  readonly exports: Exports;
  /** Soon ends or takes back what an earlier console was in the midst of, and compares by itself from then on. */
  resume(): void;
  /** A person's comparison: one that the console has begun gives way. */
  compare(day: BusinessDate): Answered<JobView>;
  /** Statements may have come in, or what they are about has become known. */
  statementsChanged(): void;
  /** Compares by itself whatever is due now; resolves when that is through. */
  tick(): Promise<void>;
  stop: Automatic['stop'];
  news(): Promise<AutomaticFindings | null>;
  day(day: BusinessDate): Promise<DayView>;
  isLocked(month: Month): Promise<boolean>;
  list(
    filter: DifferenceFilter,
    after: DifferenceCursor | null,
    limit: number,
  ): Promise<{ rows: Difference[]; next: DifferenceCursor | null }>;
  totals(filter: DifferenceFilter): Promise<DifferenceTotals>;
  owners(): Promise<{ id: string; name: string }[]>;
  /** The first findings of a run by amount at risk. */
  worst(runId: string): Promise<Answered<ReconciliationException[]>>;
  calendar(month: Month): Promise<{ days: DayOverview[]; locked: boolean }>;
  trends(days: number): Promise<Trends>;
  settings(): Promise<ReconciliationSettings>;
  saveSettings(settings: ReconciliationSettings): Promise<void>;
  unmapped(day: BusinessDate): Promise<Answered<Inspection[]>>;
  saveMapping(mapping: ConfirmedMapping): Promise<void>;
}

export function createReconciliationRoom(given: DeskNeeds): ReconciliationRoom {
  const { ledger } = given;
  const profileId = () => given.profile().id;
  const months = createMonths(given);
  const automatic = createAutomatic(given);

  async function isLocked(month: Month): Promise<boolean> {
    return (await ledger.monthActs(profileId())).find((act) => act.month === month)?.act === 'lock';
  }

  return {
    differences: createDifferences(given),
    months,
    money: createMoney(given),
    exports: createExports(given),
    isLocked,

    list: (filter, after, limit) =>
      ledger.listDifferences(profileId(), filter, businessDateOf(given.now()), after, limit),
    totals: (filter) => ledger.differenceTotals(profileId(), filter, businessDateOf(given.now())),
    owners: () => ledger.ownersOfDifferences(profileId()),

    async worst(runId) {
      const run = await ledger.run(runId);
      if (run?.profileId !== profileId()) return failure('notFound');
      const rows = await ledger.findings(runId, null, IN_REPORT);
      return ok(rows.map(({ exception }) => exception));
    },

    calendar: async (month) => ({
      days: await ledger.monthDays(profileId(), month),
      locked: await isLocked(month),
    }),

    resume: automatic.start,
    compare: automatic.byHand,
    statementsChanged: automatic.soon,
    tick: automatic.tick,
    stop: automatic.stop,
    news: () => ledger.automaticFindings(profileId(), instant(given.now() - NEWS_MS)),

    async day(day) {
      const month = monthOf(day);
      const overview = (await ledger.monthDays(profileId(), month)).find((one) => one.day === day)!;
      const run = await ledger.latestRun(profileId(), day);
      const period = day as string as StatementPeriod;
      const statements = await ledger.statements(profileId(), period, MOST_STATEMENTS);
      const {
        profileId: _profile,
        statements: _files,
        matchedSha256: _hash,
        day: _day,
        ...shown
      } = run ?? {
        profileId: '',
        statements: [],
        matchedSha256: '',
        day,
      };
      return {
        day,
        overview,
        run: run ? (shown as DayView['run']) : null,
        statements: statements.map(({ id, name, leg }) => ({ id, name, leg })),
        locked: await isLocked(month),
      };
    },

    async trends(days) {
      const today = businessDateOf(given.now());
      return {
        flows: await ledger.dayFlows(profileId(), addDays(today, 1 - days), today),
        totals: await ledger.differenceTotals(profileId(), {}, today),
      };
    },

    settings: () => loadSettings(ledger, profileId()),

    async saveSettings(settings) {
      await saveSettings(ledger, profileId(), settings);
      await given.audit.record({ act: 'preferences.changed', subject: 'reconciliation' });
      given.changed(null);
    },

    async unmapped(day) {
      const files = await given.shelf.filesOf(day);
      if (!files.ok) return files;
      const known = await given.shelf.mappings();
      const found: Inspection[] = [];
      for (const file of files.data) {
        for (const part of await inspectStatement(file.path, known)) {
          if (part.suggestion !== null) found.push({ ...part, file: file.name });
        }
      }
      return ok(found);
    },

    async saveMapping(mapping) {
      const by = given.actor()?.name ?? '';
      await given.shelf.saveMapping({ ...mapping, confirmed_by: by, confirmed_on: businessDateOf(given.now()) });
      given.changed(null);
    },
  };
}
