import type { Migration } from './index.ts';

export const statements: Migration = {
  version: 6,
  up() {},
};
