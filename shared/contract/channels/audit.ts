import { z } from 'zod';
import { auditFilterSchema, type AuditCheck, type AuditRow } from '../audit.ts';
import { channel, nothing } from '../channel.ts';

/** The audit log: read, checked, exported; never written from the window. */
export const auditChannels = {
  /** Newest first, by key: rows below `after`. */
  'audit.list': channel<{ rows: AuditRow[]; next: number | null }>()(
    z.strictObject({
      filter: auditFilterSchema,
      after: z.number().int().positive().nullable(),
      limit: z.number().int().min(1).max(500),
    }),
  ),
  /** Checks every row's seal and link. */
  'audit.check': channel<AuditCheck>()(nothing),
  /** Writes the log for an auditor, to be checked with `npm run verify-audit`, to a place chosen in a dialog. */
  'audit.export': channel<{ saved: boolean; path: string; rows: number; lastHash: string }>()(nothing),
} as const;
