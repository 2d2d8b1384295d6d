import type { Migration } from './index.ts';

/** Which comparisons the console began by itself. */
export const automatic: Migration = {
  version: 8,
  up(db) {
    db.exec(RUN);
  },
};

const RUN = `
ALTER TABLE reconciliation_run ADD COLUMN automatic INTEGER NOT NULL DEFAULT 0 CHECK (automatic IN (0, 1));
`;
