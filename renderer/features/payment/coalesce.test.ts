import { expect, it } from 'vitest';
import { coalesce } from './coalesce.ts';

const nothing = () => undefined;
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

it('runs at once, and once more for all calls that came meanwhile', async () => {
  let runs = 0;
  let release: () => void = nothing;
  const ask = coalesce(async () => {
    runs += 1;
    await new Promise<void>((resolve) => (release = resolve));
  }, 0);
  ask();
  expect(runs).toBe(1);
  for (let i = 0; i < 50; i += 1) ask();
  expect(runs).toBe(1);
  release();
  await turn();
  expect(runs).toBe(2);
  release();
  await turn();
  expect(runs).toBe(2);
  ask();
  expect(runs).toBe(3);
});
