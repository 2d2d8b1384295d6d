import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/time.ts';
import { maskId } from './mask.ts';
import { clockTime, dateTime, roughDuration } from './times.ts';

describe('times', () => {
  it('are Beijing times, whatever the zone of the PC', () => {
    const at = instant(Date.parse('2026-01-05T16:00:01Z'));
    expect(clockTime(at)).toBe('00:00:01');
    expect(dateTime(at)).toBe('2026-01-06 00:00:01');
  });

  it.each([
    [61_000, 'seconds', 61],
    [-130_000, 'minutes', 2],
    [8 * 3_600_000, 'hours', 8],
    [-3 * 86_400_000, 'days', 3],
  ])('%d ms is told in its largest fitting unit', (ms, unit, count) => {
    expect(roughDuration(ms)).toEqual({ unit, count });
  });
});

describe('maskId', () => {
  it('keeps the ends of a long number, and little of a short one', () => {
    expect(maskId('6666000108281234')).toBe('6666****1234');
    expect(maskId('12345678')).toBe('****78');
    expect(maskId('')).toBe('****');
  });
});
