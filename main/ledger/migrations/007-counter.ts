import type { Migration } from './index.ts';

export const counter: Migration = {
  version: 7,
  up() {},
};
