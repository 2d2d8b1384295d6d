import type { DatabaseSync } from 'node:sqlite';
import { initial } from './001-initial.ts';

/** One step of the schema. `up` runs inside a transaction, foreign keys unchecked until its end. */
export interface Migration {
  /** Schema version after this step: 1, 2, 3 … without gaps; kept in the file as `user_version`. */
  version: number;
  up(db: DatabaseSync): void;
}

/** All steps in order. A released one is never changed again. */
export const migrations: readonly Migration[] = [initial];
