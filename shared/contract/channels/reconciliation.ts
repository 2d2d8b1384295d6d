import { z } from 'zod';
import { resolveReasons, type Difference } from '../../domain/difference.ts';
import type { DayOverview } from '../../domain/monthLock.ts';
import { columnRoles, mappingGaps, type HeaderMapping, type Inspection } from '../../domain/reconciliation/mapping.ts';
import { entryStatuses } from '../../domain/reconciliation/outcome.ts';
import { reconciliationSettingsSchema, type ReconciliationSettings } from '../../domain/reconciliationSettings.ts';
import { channel, nothing } from '../channel.ts';
import type { JobView } from '../jobs.ts';
import { businessDateSchema } from '../payments.ts';
import {
  differenceCursorSchema,
  differenceFilterSchema,
  monthSchema,
  type AutomaticFindings,
  type DayView,
  type DifferenceCursor,
  type DifferenceDetail,
  type DifferenceTotals,
  type MonthView,
  type OriginalText,
  type Trends,
} from '../reconciliation.ts';

const idSchema = z.string().min(1).max(64);
const wordsSchema = z.string().trim().max(500);
const ofDay = z.strictObject({ day: businessDateSchema });
const ofMonth = z.strictObject({ month: monthSchema });
const ofDifference = z.strictObject({ id: idSchema });
const approvalSchema = z.string().min(1).max(64).nullable();
const title = z.string().max(200);

/** A mapping as the window confirms it, whole; who and when is filled in by the main process. */
export const mappingSchema = z
  .strictObject({
    leg: z.enum(['huifu', 'settlement', 'bank', 'split']),
    header: z.array(title).min(1).max(200),
    columns: z.partialRecord(z.enum(columnRoles), title),
    units: z.partialRecord(z.enum(columnRoles), z.enum(['yuan', 'fen'])),
    words: z.strictObject({
      kind: z.record(z.string().max(60), z.enum(['payment', 'refund'])),
      status: z.record(z.string().max(60), z.enum(entryStatuses)),
    }),
  })
  .refine((mapping) => {
    const { missing, unitless } = mappingGaps(mapping as ConfirmedMapping);
    const titles = Object.values(mapping.columns);
    return missing.length + unitless.length === 0 && titles.every((one) => mapping.header.includes(one));
  });
export type ConfirmedMapping = Omit<HeaderMapping, 'confirmed_by' | 'confirmed_on'>;

/** Comparing days, working off differences, locking months. */
export const reconciliationChannels = {
  'reconciliation.calendar': channel<{ days: DayOverview[]; locked: boolean }>()(ofMonth),
  'reconciliation.day': channel<DayView>()(ofDay),
  /** One day at a time; `runBusy` while another is compared. */
  'reconciliation.run': channel<JobView>()(ofDay),
  /** For a quiet note: what the console found by itself in the last days and nobody has settled; `null` for nothing. */
  'reconciliation.news': channel<AutomaticFindings | null>()(nothing),
  'reconciliation.list': channel<{ rows: Difference[]; next: DifferenceCursor | null }>()(
    z.strictObject({
      filter: differenceFilterSchema,
      after: differenceCursorSchema.nullable(),
      limit: z.number().int().min(1).max(500),
    }),
  ),
  'reconciliation.totals': channel<DifferenceTotals>()(z.strictObject({ filter: differenceFilterSchema })),
  'reconciliation.owners': channel<{ id: string; name: string }[]>()(nothing),
  'reconciliation.detail': channel<DifferenceDetail>()(ofDifference),
  /** The most at risk of a run, for the report. */
  'reconciliation.worst': channel<DifferenceDetail['exception'][]>()(z.strictObject({ runId: z.uuid() })),
  'reconciliation.original': channel<OriginalText>()(
    z.strictObject({
      runId: z.uuid(),
      file: z.string().min(1).max(500),
      entry: z.string().max(500),
      line: z.number().int().min(0),
    }),
  ),
  /** Whoever is at the console looks after it, or nobody. */
  'reconciliation.assign': channel<DifferenceDetail>()(z.strictObject({ id: idSchema, mine: z.boolean() })),
  'reconciliation.comment': channel<DifferenceDetail>()(z.strictObject({ id: idSchema, text: wordsSchema.min(1) })),
  'reconciliation.resolve': channel<DifferenceDetail>()(
    z
      .strictObject({ id: idSchema, reason: z.enum(resolveReasons), text: wordsSchema, approvalId: approvalSchema })
      .refine(({ reason, text }) => reason !== 'other' || text !== ''),
  ),
  'reconciliation.reopen': channel<DifferenceDetail>()(z.strictObject({ id: idSchema, text: wordsSchema.min(1) })),
  'reconciliation.adopt': channel<DifferenceDetail>()(ofDifference),
  /** Takes over a refund that was made elsewhere; a second person agrees where one has to agree to a resolution. */
  'reconciliation.adoptRefund': channel<DifferenceDetail>()(
    z.strictObject({ id: idSchema, approvalId: approvalSchema }),
  ),
  'reconciliation.update': channel<DifferenceDetail>()(z.strictObject({ id: idSchema, trust: z.boolean() })),
  'reconciliation.trends': channel<Trends>()(z.strictObject({ days: z.number().int().min(1).max(400) })),
  'reconciliation.month': channel<MonthView>()(ofMonth),
  'reconciliation.lock': channel<MonthView>()(ofMonth),
  'reconciliation.unlock': channel<MonthView>()(
    z.strictObject({
      month: monthSchema,
      /** The month's net in fen, as the person typed it. */
      typed: z.number().int(),
      reason: wordsSchema.min(1),
      approvalId: approvalSchema,
    }),
  ),
  'reconciliation.settings': channel<ReconciliationSettings>()(nothing),
  'reconciliation.saveSettings': channel<null>()(reconciliationSettingsSchema),
  /** Files of a day whose header nobody has explained yet. */
  'reconciliation.unmapped': channel<Inspection[]>()(ofDay),
  'reconciliation.saveMapping': channel<null>()(mappingSchema),
} as const;
