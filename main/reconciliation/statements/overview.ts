import type {
  StatementCell,
  StatementDay,
  StatementsOverview,
  WatchedFolder,
} from '../../../shared/contract/statements.ts';
import {
  QUERIES_A_DAY,
  statementKinds,
  type Statement,
  type StatementPeriod,
  type StatementWait,
} from '../../../shared/domain/statement.ts';
import { addDays, type BusinessDate } from '../../../shared/domain/time.ts';
import { countedDay } from './fetch.ts';
import { planOf } from './plan.ts';
import { loadSettings } from './settings.ts';
import type { StatementsNeeds } from './types.ts';

/** How many questions the day has left, as far as anybody can know. */
export async function quotaOf(needs: StatementsNeeds) {
  const day = countedDay(needs);
  const { used, usedUp } = await needs.ledger.statementQueriesUsed(needs.profile().huifuId, day);
  const left = usedUp ? 0 : Math.max(0, QUERIES_A_DAY - used);
  return { left, shown: { day, used: Math.min(used, QUERIES_A_DAY), limit: QUERIES_A_DAY, usedUp } };
}

/** The account of a month: what is there, what is waited for and why, and what the day has left. */
export async function overviewOf(
  needs: StatementsNeeds,
  month: StatementPeriod,
  watch: WatchedFolder,
): Promise<StatementsOverview> {
  const { id, environment } = needs.profile();
  const [quota, open, waits, files, settings] = await Promise.all([
    quotaOf(needs),
    needs.ledger.statementWaits(id, 'open'),
    needs.ledger.statementWaits(id, month),
    needs.ledger.statementsOfMonth(id, month),
    loadSettings(needs),
  ]);
  const now = needs.now();
  return {
    now,
    quota: quota.shown,
    waits: planOf(open, now, quota.left),
    days: daysOf(month).map((period) => dayOf(period, waits, files)),
    automatic: settings.automatic,
    compares: settings.compare,
    notOpened: settings.notOpened,
    readyAtOnce: environment === 'practice',
    watch,
  };
}

/** Every day of the month, and the month itself at the end. */
function daysOf(month: StatementPeriod): StatementPeriod[] {
  const days: string[] = [];
  for (let day = `${month}01` as BusinessDate; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return [...days, month] as StatementPeriod[];
}

function dayOf(period: StatementPeriod, waits: readonly StatementWait[], files: readonly Statement[]): StatementDay {
  const own = files.filter((file) => file.period === period);
  const cells = statementKinds.flatMap((kind): StatementCell[] => {
    const wait = waits.find((one) => one.kind === kind && one.period === period);
    const versions = new Set(own.filter((file) => file.kind === kind).map(({ batch }) => batch)).size;
    if (!wait && versions === 0) return [];
    return [
      {
        kind,
        state: wait?.state ?? 'stored',
        versions,
        problem: wait?.problem ?? null,
        said: wait?.said ?? null,
      },
    ];
  });
  return { period, cells, others: own.filter(({ kind }) => kind === null).length };
}
