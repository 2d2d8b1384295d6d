import { describe, expect, it } from 'vitest';
import { newRequestNumber } from './requestNumber.ts';
import { instant } from './time.ts';

describe('newRequestNumber', () => {
  const at = instant(Date.parse('2026-01-05T16:00:01Z'));

  it('fits every endpoint and carries the Beijing time', () => {
    const number = newRequestNumber('payment', at, '01');
    expect(number).toMatch(/^P2026010600000101[0-9A-Z]{8}$/);
    expect(number.length).toBeLessThanOrEqual(32);
  });

  it('does not repeat within one second', () => {
    const numbers = new Set(Array.from({ length: 20_000 }, () => newRequestNumber('payment', at, '01')));
    expect(numbers.size).toBe(20_000);
  });

  it('refuses a till point that would break the number', () => {
    expect(() => newRequestNumber('payment', at, 'a-')).toThrow(RangeError);
  });
});
