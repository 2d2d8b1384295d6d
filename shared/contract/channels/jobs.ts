import { z } from 'zod';
import { channel, nothing } from '../channel.ts';
import type { JobView } from '../jobs.ts';

/** Long work: what runs, what has ended lately. */
export const jobChannels = {
  'jobs.list': channel<JobView[]>()(nothing),
  /** Asks a job to stop; it ends as `cancelled` once it has cleaned up. */
  'jobs.cancel': channel<null>()(z.strictObject({ id: z.string().min(1).max(64) })),
} as const;
