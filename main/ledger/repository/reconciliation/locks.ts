import { PROFILE } from './rows.ts';

/** Whether the month of an expression is locked, as a condition: its newest act says so. */
export function isLocked(month: string): string {
  return `coalesce((SELECT act FROM month_act WHERE profile = ${PROFILE} AND month = ${month}
    ORDER BY key DESC LIMIT 1), '') = 'lock'`;
}
