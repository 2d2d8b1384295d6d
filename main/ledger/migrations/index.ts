import type { DatabaseSync } from 'node:sqlite';
import { initial } from './001-initial.ts';
import { ways } from './002-ways.ts';
import { refunds } from './003-refunds.ts';
import { operators } from './004-operators.ts';
import { audit } from './005-audit.ts';
import { statements } from './006-statements.ts';
import { counter } from './007-counter.ts';
import { amountBands } from './008-amount-bands.ts';
import { reconciliation } from './009-reconciliation.ts';

/** One step of the schema. `up` runs inside a transaction, foreign keys unchecked until its end. */
export interface Migration {
  /** Schema version after this step: 1, 2, 3 … without gaps; kept in the file as `user_version`. */
  version: number;
  up(db: DatabaseSync): void;
}

/** All steps in order. A released one is never changed again. */
export const migrations: readonly Migration[] = [
  initial,
  ways,
  refunds,
  operators,
  audit,
  statements,
  counter,
  amountBands,
  reconciliation,
];
