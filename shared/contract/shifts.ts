import { z } from 'zod';
import { unfinishedKinds, type Shift, type ShiftTotals, type UnfinishedOrder } from '../domain/shift.ts';
import type { Instant } from '../domain/time.ts';
import { operatorIdSchema } from './operators.ts';

const shiftIdSchema = z.string().min(1).max(64);

/** The open shift of this till as it stands now. */
export interface ShiftNow {
  shift: Shift;
  totals: ShiftTotals;
  unfinished: UnfinishedOrder[];
}

/** Unfinished orders and who follows each up; `null` is the owner of a shop without operators. */
export const handoverSchema = z
  .array(
    z.strictObject({
      kind: z.enum(unfinishedKinds),
      subject: z.string().min(1).max(64),
      to: operatorIdSchema.nullable(),
    }),
  )
  .min(1)
  .max(500);

export const shiftCursorSchema = z.strictObject({
  openedAt: z
    .number()
    .int()
    .transform((n) => n as Instant),
  id: shiftIdSchema,
});
export type ShiftCursorView = z.infer<typeof shiftCursorSchema>;
