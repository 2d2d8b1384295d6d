import { z } from 'zod';
import { businessDateOf, instant, type BusinessDate, type Instant } from '../../../shared/domain/time.ts';
import type { Practice } from '../practice.ts';

const settingsSchema = z.object({
  /** `onTime`: files are there when the real ones would be; `atOnce`: whenever they are asked for, of today as well. */
  mode: z.enum(['onTime', 'atOnce']),
  /** How far the clock of the statements is ahead of the gateway's own. */
  aheadSeconds: z.number().int(),
  /** Queries a day (huifu-api.md §3.8.3). */
  limit: z.number().int().min(0),
  opened: z.boolean(),
  rowsPerFile: z.number().int().min(1),
});
export type StatementSettings = z.output<typeof settingsSchema>;

/** What the control address may change; every part by itself. */
export const settingsChangeSchema = z.strictObject({
  mode: z.enum(['onTime', 'atOnce']).optional(),
  ahead_seconds: z.number().int().min(-864_000_000).max(864_000_000).optional(),
  limit: z.number().int().min(0).max(1_000).optional(),
  opened: z.boolean().optional(),
  rows_per_file: z.number().int().min(1).max(1_000_000).optional(),
});

/** Above this the real one splits a file. */
const ROWS_PER_FILE = 400_000;
const NAME = 'statements';
const usual: StatementSettings = {
  mode: 'onTime',
  aheadSeconds: 0,
  limit: 3,
  opened: true,
  rowsPerFile: ROWS_PER_FILE,
};

export function readSettings({ store, statements }: Practice): StatementSettings {
  const text = store.setting(NAME);
  const start = { ...usual, mode: statements.mode };
  return text === null ? start : settingsSchema.parse({ ...start, ...(JSON.parse(text) as object) });
}

export function changeSettings(practice: Practice, change: z.output<typeof settingsChangeSchema>): StatementSettings {
  const before = readSettings(practice);
  const after: StatementSettings = {
    mode: change.mode ?? before.mode,
    aheadSeconds: change.ahead_seconds ?? before.aheadSeconds,
    limit: change.limit ?? before.limit,
    opened: change.opened ?? before.opened,
    rowsPerFile: change.rows_per_file ?? before.rowsPerFile,
  };
  practice.store.setSetting(NAME, JSON.stringify(after));
  return after;
}

/** The clock that files are made by. */
export function statementNow(practice: Practice): Instant {
  return instant(practice.now() + readSettings(practice).aheadSeconds * 1_000);
}

export function statementDay(practice: Practice): BusinessDate {
  return businessDateOf(statementNow(practice));
}
