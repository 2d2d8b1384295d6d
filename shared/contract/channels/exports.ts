import { z } from 'zod';
import { channel } from '../channel.ts';
import type { JobView } from '../jobs.ts';
import { paymentFilterSchema } from '../payments.ts';

export const exportFormats = ['xlsx', 'csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The job that writes and checks the file, and its place; `null` when the dialog was closed. */
type Started = { job: JobView; path: string } | null;

/** Files for people and programs outside the console. */
export const exportsChannels = {
  'exports.run': channel<Started>()(
    z.strictObject({ runId: z.uuid(), name: z.string().min(1).max(80), format: z.enum(exportFormats) }),
  ),
  /** Everything that the filter matches, from the ledger, not from what the window has loaded. */
  'exports.payments': channel<Started>()(
    z.strictObject({ filter: paymentFilterSchema, name: z.string().min(1).max(80), format: z.enum(['xlsx', 'csv']) }),
  ),
} as const;
