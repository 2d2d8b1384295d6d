import { z } from 'zod';
import { channel, nothing } from '../channel.ts';
import {
  listenerSettingsSchema,
  newPlateSchema,
  pageSecrets,
  pageSettingsSchema,
  type CounterView,
  type ReadinessFinding,
  type WechatUserView,
} from '../counter.ts';

const bySecret = z.strictObject({ which: z.enum(pageSecrets) });

/** The optional listener, the shop's own page, and what must be set up for them. All about the merchant on the screen. */
export const counterChannels = {
  'counter.view': channel<CounterView>()(nothing),
  /** Turns the listener on or off, or moves it. What came of it is in the view's status. */
  'counter.saveListener': channel<null>()(listenerSettingsSchema),
  'counter.savePage': channel<null>()(pageSettingsSchema),
  /** Takes a secret from the clipboard in the main process, keeps it in the keychain, and clears the clipboard. */
  'counter.pasteSecret': channel<null>()(bySecret),
  'counter.removeSecret': channel<null>()(bySecret),
  'counter.addPlate': channel<null>()(newPlateSchema),
  'counter.removePlate': channel<null>()(z.strictObject({ id: z.string().min(1).max(64) })),
  /** Asks Huifu what is set up; sends harmless queries. */
  'counter.readiness': channel<ReadinessFinding[]>()(nothing),
  /** Who shows this WeChat payment code; charges nothing. */
  'counter.wechatUser': channel<WechatUserView>()(z.strictObject({ code: z.string().regex(/^\d{10,32}$/) })),
} as const;
