import { expect, it } from 'vitest';
import { matchedPart } from './matchedPart.ts';

it.each([
  ['P2026010512A', 'P2026', ['', 'P2026', '010512A']],
  ['P2026010512A', '512a', ['P2026010', '512A', '']],
  ['P2026010512A', 'P2026010512A', ['', 'P2026010512A', '']],
  ['1111', '11', ['', '11', '11']],
  ['P2026', 'zzz', ['P2026', '', '']],
  ['P20260105', '2026-01 05', ['P', '20260105', '']],
  ['P2026', '  ', ['P2026', '', '']],
])('marks in %s what was searched for with %s', (number, text, parts) => {
  expect(matchedPart(number, text)).toEqual(parts);
  expect(matchedPart(number, text).join('')).toBe(number);
});
