import { expect, it } from 'vitest';
import { createReloadLimit } from './reloadLimit.ts';

const minute = 60_000;

it('allows three reloads within ten minutes, then stops', () => {
  const may = createReloadLimit();
  expect([may(0), may(minute), may(2 * minute), may(3 * minute), may(9 * minute)]).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

it('forgets what is longer ago', () => {
  const may = createReloadLimit();
  for (const at of [0, 1, 2]) may(at);
  expect([may(10 * minute - 1), may(10 * minute + 1)]).toEqual([false, true]);
});
