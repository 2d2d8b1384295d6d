import { z } from 'zod';
import { preferencesChangeSchema, type AppState } from '../app.ts';
import { channel, nothing } from '../channel.ts';

/** The console itself. */
export const appChannels = {
  'app.state': channel<AppState>()(nothing),
  'app.savePreferences': channel<null>()(preferencesChangeSchema),
  /** Puts the masked account of an error, with the log lines around it, on the clipboard. */
  'app.copySupport': channel<{ text: string }>()(z.strictObject({ supportId: z.string().max(40).optional() })),
  'app.copyText': channel<null>()(z.strictObject({ text: z.string().min(1).max(4000) })),
  'app.restoreBackup': channel<null>()(z.strictObject({ name: z.string().min(1).max(200) })),
  'app.quit': channel<null>()(nothing),
} as const;
