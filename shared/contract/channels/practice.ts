import { byPayment, channel, nothing } from '../channel.ts';
import type { ProfileView } from '../profiles.ts';

/** Practice mode. */
export const practiceChannels = {
  'practice.enter': channel<ProfileView>()(nothing),
  'practice.leave': channel<null>()(nothing),
  /** Opens the link of a practice payment in the system's browser, as the customer's phone would. */
  'practice.openPhone': channel<null>()(byPayment),
} as const;
