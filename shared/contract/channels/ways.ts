import { z } from 'zod';
import { wayChoices } from '../../domain/way.ts';
import { channel, nothing } from '../channel.ts';
import { waySettingsSchema, type WaysView } from '../ways.ts';

/** How the merchant on the screen collects. */
export const waysChannels = {
  'ways.read': channel<WaysView>()(nothing),
  'ways.save': channel<WaysView>()(waySettingsSchema),
  /** What this till point takes for its next payments, until it chooses again. */
  'ways.choose': channel<WaysView>()(z.strictObject({ choice: z.enum(wayChoices) })),
} as const;
