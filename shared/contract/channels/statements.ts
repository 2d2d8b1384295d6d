import { z } from 'zod';
import { parsePeriod, statementKinds, type StatementPeriod } from '../../domain/statement.ts';
import { channel, nothing } from '../channel.ts';
import {
  CHUNK_BYTES,
  MAX_DROPPED_BYTES,
  type ImportResult,
  type PlannedWait,
  type StatementDiff,
  type StatementLines,
  type StatementsOverview,
  type StatementView,
  type VaultCheck,
  type WatchedFolder,
} from '../statements.ts';

const kindSchema = z.enum(statementKinds);
const periodSchema = z
  .string()
  .refine((text) => parsePeriod(text.length === 6 ? 'tradeMonth' : 'trade', text) !== null)
  .transform((text) => text as StatementPeriod);
const monthSchema = periodSchema.refine((text) => text.length === 6);
const idSchema = z.string().min(1).max(64);
const ofKind = z
  .strictObject({ kind: kindSchema, period: periodSchema })
  .refine(({ kind, period }) => parsePeriod(kind, period) !== null);

/** Statements: getting them from Huifu, bringing them in, keeping them. */
export const statementsChannels = {
  'statements.overview': channel<StatementsOverview>()(z.strictObject({ month: monthSchema })),
  /** Newest first; without a period those that came last. */
  'statements.list': channel<StatementView[]>()(z.strictObject({ period: periodSchema.nullable() })),
  /** Queues statements of a period as wanted by a person: at once where Huifu has them ready and the day's queries allow it. */
  'statements.fetch': channel<PlannedWait[]>()(
    z
      .strictObject({ kinds: z.array(kindSchema).min(1).max(statementKinds.length), period: periodSchema })
      .refine(({ kinds, period }) => kinds.every((kind) => parsePeriod(kind, period) !== null)),
  ),
  /** Has Huifu make the file anew, and queues it. */
  'statements.regenerate': channel<PlannedWait>()(ofKind),
  /** Takes an open wish back. */
  'statements.forget': channel<null>()(ofKind),
  /** Which kinds are fetched without anybody asking. */
  'statements.choose': channel<null>()(z.strictObject({ kinds: z.array(kindSchema).max(statementKinds.length) })),
  /** Whether days are compared by themselves once their statements are in. */
  'statements.compareItself': channel<null>()(z.strictObject({ on: z.boolean() })),
  /** Asks Huifu whether statements are opened for the merchant; `null`: the answer does not say. */
  'statements.checkOpened': channel<{ opened: boolean | null }>()(nothing),
  /** Brings in files that are chosen in a dialog. */
  'statements.import': channel<ImportResult[]>()(nothing),
  /** One piece of a file that was dropped on the window, in order from offset 0; the last one brings it in. */
  'statements.importChunk': channel<{ done: false } | { done: true; result: ImportResult }>()(
    z.strictObject({
      transferId: z.uuid(),
      name: z.string().min(1).max(255),
      size: z.number().int().min(1).max(MAX_DROPPED_BYTES),
      offset: z.number().int().min(0).max(MAX_DROPPED_BYTES),
      bytes: z.base64().max(Math.ceil(CHUNK_BYTES / 3) * 4),
    }),
  ),
  /** What a newer version of a period changed; both are ids of statements, each standing for its whole batch. */
  'statements.diff': channel<StatementDiff>()(z.strictObject({ older: idSchema, newer: idSchema })),
  /** Reads lines out of a stored file, after checking that it is what was stored. */
  'statements.lines': channel<StatementLines>()(
    z.strictObject({
      id: idSchema,
      entry: z.string().max(500).nullable(),
      from: z.number().int().min(1),
      count: z.number().int().min(1).max(500),
    }),
  ),
  'statements.verify': channel<{ check: VaultCheck }>()(z.strictObject({ id: idSchema })),
  /** Says what a file is about that did not say so itself. */
  'statements.assign': channel<null>()(
    z.strictObject({ id: idSchema, kind: kindSchema.nullable(), period: periodSchema }),
  ),
  /** Chooses, in a dialog, a folder that statements are taken from by themselves; or stops that. */
  'statements.watchFolder': channel<WatchedFolder>()(z.strictObject({ watch: z.boolean() })),
} as const;
