import type { Migration } from './index.ts';

export const operators: Migration = {
  version: 4,
  up() {},
};
