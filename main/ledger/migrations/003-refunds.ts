import type { Migration } from './index.ts';

export const refunds: Migration = {
  version: 3,
  up() {},
};
