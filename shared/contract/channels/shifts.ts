import { z } from 'zod';
import type { Shift } from '../../domain/shift.ts';
import { channel, nothing } from '../channel.ts';
import { fenSchema } from '../payments.ts';
import { handoverSchema, shiftCursorSchema, type ShiftCursorView, type ShiftNow } from '../shifts.ts';

/** Shifts of this till, for the merchant on the screen. */
export const shiftsChannels = {
  'shifts.current': channel<ShiftNow | null>()(nothing),
  'shifts.open': channel<ShiftNow>()(z.strictObject({ float: fenSchema.nullable() })),
  'shifts.handOver': channel<ShiftNow>()(z.strictObject({ handovers: handoverSchema })),
  /** Refused while an unfinished order has nobody who follows it up. */
  'shifts.close': channel<Shift>()(nothing),
  /** Closed shifts, newest first. */
  'shifts.list': channel<{ rows: Shift[]; next: ShiftCursorView | null }>()(
    z.strictObject({ after: shiftCursorSchema.nullable(), limit: z.number().int().min(1).max(500) }),
  ),
} as const;
