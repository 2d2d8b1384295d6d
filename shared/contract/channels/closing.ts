import { z } from 'zod';
import { channel, nothing } from '../channel.ts';
import {
  askCloseSchema,
  closeManySchema,
  type CatchUpReport,
  type CloseRecord,
  type CloseRun,
  type CloseStanding,
  type CodeEntry,
  type OpenOrder,
  type RealAnswer,
} from '../closing.ts';
import type { JobView } from '../jobs.ts';
import { businessDateSchema } from '../payments.ts';

/** Bringing payments to their end, and saying where they stand. */
export const closingChannels = {
  /** Every open order, newest first, with what closing it would come to. */
  'closing.orders': channel<OpenOrder[]>()(nothing),
  'closing.closeMany': channel<JobView>()(closeManySchema),
  /** The latest bulk close; `null` before the first one. */
  'closing.run': channel<CloseRun | null>()(nothing),
  'closing.history': channel<{ rows: CloseRecord[]; next: number | null }>()(
    z.strictObject({ before: z.number().int().nullable(), limit: z.number().int().min(1).max(500) }),
  ),
  'closing.askClose': channel<CloseStanding>()(askCloseSchema),
  /** Says whether a payment is real, and notes that somebody was told so. */
  'closing.checkReal': channel<RealAnswer>()(z.strictObject({ text: z.string().trim().min(4).max(128) })),
  'closing.catchUp': channel<JobView>()(z.strictObject({ date: businessDateSchema })),
  'closing.catchUps': channel<CatchUpReport[]>()(nothing),
  /** The code tables, for looking up what a code means. */
  'closing.codes': channel<CodeEntry[]>()(nothing),
  /** What one code with its text means. */
  'closing.code': channel<CodeEntry>()(
    z.strictObject({ code: z.string().trim().max(32), text: z.string().max(1_024) }),
  ),
} as const;
