import type { Signal } from '../../domain/signals.ts';
import { channel, nothing } from '../channel.ts';
import type { Silence } from '../signals.ts';

/** What the shop's own history gives reason to look at. */
export const signalsChannels = {
  'signals.list': channel<Signal[]>()(nothing),
  /** Whether the till is silent now; `null` while it is not, or nobody can say. */
  'signals.silence': channel<Silence | null>()(nothing),
} as const;
