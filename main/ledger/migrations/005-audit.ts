import type { Migration } from './index.ts';

export const audit: Migration = {
  version: 5,
  up() {},
};
