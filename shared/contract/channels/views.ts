import { z } from 'zod';
import { channel, nothing } from '../channel.ts';
import { savedViewSchema, type SavedView } from '../payments.ts';

/** Saved views of the transactions list. */
export const viewsChannels = {
  'views.list': channel<SavedView[]>()(nothing),
  'views.save': channel<null>()(savedViewSchema),
  'views.remove': channel<null>()(z.strictObject({ id: z.string().max(64) })),
} as const;
