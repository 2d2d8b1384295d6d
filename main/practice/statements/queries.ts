import type { Practice } from '../practice.ts';
import { readSettings, statementDay } from './settings.ts';

const NAME = 'statement_queries';

/** Queries of the day that it is by the statements' clock. */
export function queriesToday(practice: Practice): number {
  const [day, count] = (practice.store.setting(NAME) ?? '').split(' ');
  return day === statementDay(practice) ? Number(count) : 0;
}

/** Counts one; `false` when the day has none left. */
export function takeQuery(practice: Practice): boolean {
  const before = queriesToday(practice);
  if (before >= readSettings(practice).limit) return false;
  practice.store.setSetting(NAME, `${statementDay(practice)} ${before + 1}`);
  return true;
}
