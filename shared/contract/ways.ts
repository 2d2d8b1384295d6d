import { z } from 'zod';
import { MAX_GOODS_LENGTH } from '../domain/goodsText.ts';
import { ecnyBanks, wayChoices, type WayChoice } from '../domain/way.ts';
import { fenSchema, minutesSchema } from './payments.ts';

/** A button of the counter that fills in what is sold often. What is `null` stays as the operator has it. */
const presetSchema = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(20),
  amount: fenSchema.refine((n) => n > 0).nullable(),
  goods: z.string().max(MAX_GOODS_LENGTH),
  /** How long the customer has; the profile's own time when `null`. */
  minutes: minutesSchema.nullable(),
  choice: z.enum(wayChoices).nullable(),
});
export type Preset = z.infer<typeof presetSchema>;

/** One key each, 1 to 9. */
export const MAX_PRESETS = 9;

/** Methods that Huifu's cashier page can be limited to (huifu-api.md §3.10.1, `trans_type`). */
export const cashierMethods = ['wechat', 'alipay', 'unionpay'] as const;

/** How one merchant collects: which ways are offered, and what they need. Kept in the merchant's ledger, holds no secret. */
export const waySettingsSchema = z.strictObject({
  /** What can be chosen at the counter, at least one. */
  on: z
    .array(z.enum(wayChoices))
    .min(1)
    .refine((list) => new Set(list).size === list.length),
  /** Whether payment codes are charged. */
  paymentCodes: z.boolean(),
  ecnyBank: z.enum(ecnyBanks).nullable(),
  /** What the cashier page offers; empty for all that the project allows. */
  cashierMethods: z.array(z.enum(cashierMethods)),
  /** Layout of the cashier page once methods are named. */
  cashierView: z.enum(['phone', 'pc']),
  /** Where the cashier page leads after paying; empty for nowhere. */
  returnUrl: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(512)]),
  /** Where Alipay's mini program leads back to (`app_schema`); empty while that way is not used. */
  returnScheme: z
    .string()
    .max(60)
    .regex(/^(?:[a-z][a-z0-9+.-]*:[\u0021-\u007e]*)?$/i),
  /** The shop's public IP address for risk control; empty for this computer's own. */
  deviceIp: z.union([z.literal(''), z.ipv4()]),
  presets: z.array(presetSchema).max(MAX_PRESETS),
});
export type WaySettings = z.infer<typeof waySettingsSchema>;

/** WeChat's own QR code is off until asked for: many merchants' channels do not have it (huifu-api.md §3.3.2). */
export const defaultWaySettings: WaySettings = {
  on: ['hosted', 'qrAlipay', 'qrUnionpay'],
  paymentCodes: true,
  ecnyBank: null,
  cashierMethods: [],
  cashierView: 'phone',
  returnUrl: '',
  returnScheme: '',
  deviceIp: '',
  presets: [],
};

/** What the counter and the settings need to know. */
export interface WaysView {
  settings: WaySettings;
  /** What this till point has chosen for its next payment; always one that is on. */
  choice: WayChoice;
  /** The address that payment codes are charged with now. */
  deviceIp: string;
}
