import type { Side } from '../match/side.ts';
import type { LedgerReading } from '../read/ledger.ts';

/** The ledger, read and ready to be looked up. */
export interface LedgerSide extends Omit<LedgerReading, 'rows'> {
  side: Side;
}

export interface LedgerRequest {
  path: string;
  /** How many rows of earlier days may be added. */
  room: number;
}
