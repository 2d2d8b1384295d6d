import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  businessDateOf,
  instant,
  parseBeijingStamp,
  parseBusinessDate,
  startOfBusinessDate,
  toBeijingStamp,
  type BusinessDate,
} from './time.ts';

const at = (iso: string) => instant(Date.parse(iso));

describe('business dates', () => {
  it('turns at midnight in Beijing, whatever the zone of the PC', () => {
    expect(businessDateOf(at('2026-01-05T15:59:59Z'))).toBe('20260105');
    expect(businessDateOf(at('2026-01-05T16:00:00Z'))).toBe('20260106');
    expect(startOfBusinessDate('20260106' as BusinessDate)).toBe(at('2026-01-05T16:00:00Z'));
  });

  it('knows only days that exist', () => {
    expect(parseBusinessDate('20260228')).toBe('20260228');
    expect(parseBusinessDate('20260229')).toBeNull();
    expect(parseBusinessDate('20280229')).toBe('20280229');
    expect(parseBusinessDate('20261301')).toBeNull();
    expect(parseBusinessDate('2026-1-1')).toBeNull();
  });

  it('counts days across months and years', () => {
    expect(addDays('20251231' as BusinessDate, 1)).toBe('20260101');
    expect(addDays('20260301' as BusinessDate, -1)).toBe('20260228');
  });
});

describe('gateway stamps', () => {
  it('reads back what it wrote, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const moment = instant(seconds * 1000);
        expect(parseBeijingStamp(toBeijingStamp(moment))).toBe(moment);
      }),
    );
  });

  it.each(['20260105246000', '20260105', '', '20260230120000', null, 5])('reads nothing from %j', (value) =>
    expect(parseBeijingStamp(value)).toBeNull(),
  );
});
