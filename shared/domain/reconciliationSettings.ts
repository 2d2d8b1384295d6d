import { z } from 'zod';
import { legs } from './reconciliation/outcome.ts';

const day = z.string().regex(/^\d{8}$/);

/** What a merchant has told the console about its days, rates and settlement. */
export const reconciliationSettingsSchema = z.strictObject({
  /** Minutes after midnight at which the shop's day begins. */
  shopDayStart: z.number().int().min(0).max(1439),
  /** Contracted rate for each channel as a percentage in text, such as `0.38`. */
  rates: z.record(z.string().min(1).max(30), z.string().regex(/^\d{1,2}(\.\d{1,4})?$/)),
  /** Statements without which a day counts as not comparable. */
  expect: z.array(z.enum(legs)).max(legs.length),
  /** Days on which nothing is settled. */
  holidays: z.array(day).max(400),
  cycle: z.strictObject({ days: z.number().int().min(0).max(30), working: z.boolean() }),
});
export type ReconciliationSettings = z.infer<typeof reconciliationSettingsSchema>;

export const defaultReconciliationSettings: ReconciliationSettings = {
  shopDayStart: 0,
  rates: {},
  expect: ['huifu'],
  holidays: [],
  cycle: { days: 1, working: true },
};
