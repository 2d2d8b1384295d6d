import type { Instant } from '../domain/time.ts';

/** A till at which no money arrives though it usually does at this hour. */
export interface Silence {
  /** When the last payment arrived. */
  since: Instant;
  /** Minutes between two payments, as usual at this hour. */
  usual: number;
}
