import { z } from 'zod';
import type { DayBridge } from '../../domain/shopDay.ts';
import { channel } from '../channel.ts';
import { businessDateSchema } from '../payments.ts';
import type { SettlementView, TermRows } from '../settlement.ts';

const ofDay = z.strictObject({ day: businessDateSchema });

/** Where the money of a day is. */
export const settlementChannels = {
  'settlement.day': channel<SettlementView>()(ofDay),
  'settlement.rows': channel<TermRows>()(
    z.strictObject({ day: businessDateSchema, kind: z.enum(['payment', 'refund']) }),
  ),
  'settlement.bridge': channel<DayBridge>()(ofDay),
} as const;
