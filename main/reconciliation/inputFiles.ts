import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { columnRoles, mappingGaps, type HeaderMapping } from '../../shared/domain/reconciliation/mapping.ts';
import { entryKinds, entryStatuses, legs, outcomes } from '../../shared/domain/reconciliation/outcome.ts';
import type { OpenItem } from '../../shared/domain/reconciliation/run.ts';
import { say } from './report/words.ts';
import { RunProblem } from './types.ts';

const unit = z.enum(['yuan', 'fen']);
const status = z.enum(entryStatuses);

/** A mapping as a person confirmed it. Keys that do not belong are refused: a typo would silently change what is read. */
const mappingSchema: z.ZodType<HeaderMapping> = z
  .strictObject({
    leg: z.enum(['huifu', 'settlement', 'bank', 'split']),
    header: z.array(z.string()).min(1),
    columns: z.partialRecord(z.enum(columnRoles), z.string()),
    units: z.partialRecord(z.enum(columnRoles), unit),
    words: z.strictObject({
      kind: z.record(z.string(), z.enum(['payment', 'refund'])),
      status: z.record(z.string(), status),
    }),
    confirmed_by: z.string().min(1),
    confirmed_on: z.string().regex(/^\d{8}$/),
  })
  .superRefine((mapping, context) => {
    const { missing, unitless } = mappingGaps(mapping as HeaderMapping);
    for (const choice of missing) context.addIssue({ code: 'custom', path: ['columns'], message: choice.join(' | ') });
    for (const role of unitless) context.addIssue({ code: 'custom', path: ['units', role], message: 'yuan | fen' });
  }) as z.ZodType<HeaderMapping>;

const entry = {
  line: z.number(),
  request_date: z.string(),
  request_number: z.string(),
  huifu_number: z.string(),
  party_order_number: z.string(),
  wallet_number: z.string(),
  original_request_number: z.string(),
  amount_fen: z.int(),
  event_time: z.string(),
};
const openItemSchema = z.object({
  id: z.string(),
  first_seen: z.string().regex(/^\d{8}$/),
  outcome: z.enum(outcomes),
  leg: z.enum(legs),
  ledger: z
    .object({ ...entry, kind: z.enum(['payment', 'refund']), fee_fen: z.number().nullable(), status })
    .nullable(),
  statement: z
    .object({
      ...entry,
      leg: z.enum(legs),
      file: z.string(),
      entry: z.string(),
      kind: z.enum(entryKinds),
      trade_date: z.string(),
      paid_fen: z.int().nullable(),
      fee_millifen: z.number().nullable(),
      status: status.nullable(),
    })
    .nullable(),
}) as z.ZodType<OpenItem>;

/** Reads a file with one mapping or a list of them. Throws {@link RunProblem}. */
export async function readMappings(path: string): Promise<HeaderMapping[]> {
  const json = await readJson(path);
  return parse(z.array(mappingSchema), Array.isArray(json) ? json : [json], path);
}

/** Reads what an earlier run left open: its whole result, or only the list. Throws {@link RunProblem}. */
export async function readOpenItems(path: string): Promise<OpenItem[]> {
  const json = await readJson(path);
  const list = Array.isArray(json) ? json : (json as { open_items?: unknown } | null)?.open_items;
  return parse(z.array(openItemSchema), list, path);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw wrong(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrong(`${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

const wrong = (detail: string): RunProblem =>
  new RunProblem(
    'input',
    say((of) => of.run.input, { detail }),
  );
