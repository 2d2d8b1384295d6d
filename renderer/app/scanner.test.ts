import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_GAP_MS, SHORTEST, takeKey, type Burst, type Scan, type ScanKey } from './scanner.ts';

const press = (key: string, at: number, more: Partial<ScanKey> = {}): ScanKey => ({
  key,
  code: /^\d$/.test(key) ? `Digit${key}` : key,
  at,
  repeat: false,
  modified: false,
  composing: false,
  ...more,
});

/** Every scan that a run of keys makes. */
function scans(keys: ScanKey[]): Scan[] {
  let burst: Burst | null = null;
  const found: Scan[] = [];
  for (const key of keys) {
    const step = takeKey(burst, key);
    burst = step.burst;
    if (step.scan) found.push(step.scan);
  }
  return found;
}

/** A text typed with the same gap between all keys, ended by a key. */
const typed = (text: string, gap: number, end = 'Enter', more: Partial<ScanKey> = {}): ScanKey[] =>
  [...text, end].map((key, index) => press(key, 1_000 + index * gap, more));

const texts = (keys: ScanKey[]) => scans(keys).map(({ text }) => text);
const CODE = '134567890123456789';
const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean) => {
  let wrong: T | undefined;
  fc.assert(
    fc.property(arbitrary, (value) => {
      if (!holds(value)) wrong = value;
      return holds(value);
    }),
  );
  return wrong;
};

describe('a scan', () => {
  it('is what comes fast and ends with Enter or Tab', () => {
    expect(scans(typed(CODE, 8))).toEqual([{ text: CODE, ms: 136, slowest: 8, end: 'Enter', composed: false }]);
    expect(scans(typed(CODE, 8, 'Tab'))[0]).toMatchObject({ end: 'Tab' });
  });

  it('is found whatever its digits and its speed', () => {
    const any = fc.record({ text: digits(16, 24), gap: fc.integer({ min: 0, max: MAX_GAP_MS - 1 }) });
    expect(check(any, ({ text, gap }) => texts(typed(text, gap)).join() === text)).toBeUndefined();
  });

  it('does not swallow what a person typed just before', () => {
    const any = fc.record({
      before: digits(1, 6),
      pause: fc.integer({ min: MAX_GAP_MS, max: 5_000 }),
      text: digits(16, 24),
    });
    const wrong = check(any, ({ before, pause, text }) => {
      const first = [...before].map((key, index) => press(key, index * 120));
      const start = (before.length - 1) * 120 + pause;
      const then = [...text, 'Enter'].map((key, index) => press(key, start + index * 5));
      return texts([...first, ...then]).join() === text;
    });
    expect(wrong).toBeUndefined();
  });

  it('may hold letters and signs, for which the scanner holds Shift', () => {
    const keys = typed('HTTPS://qr.example/1', 4).flatMap((key) => [press('Shift', key.at - 1), key]);
    expect(texts(keys)).toEqual(['HTTPS://qr.example/1']);
  });
});

describe('a person', () => {
  it('never makes a scan, however long the text', () => {
    const any = fc.array(
      fc.record({
        key: fc.constantFrom(...'0123456789', 'Enter', 'Tab'),
        gap: fc.integer({ min: MAX_GAP_MS, max: 400 }),
      }),
      { maxLength: 80 },
    );
    const wrong = check(any, (keys) => {
      let at = 0;
      return scans(keys.map(({ key, gap }) => press(key, (at += gap)))).length === 0;
    });
    expect(wrong).toBeUndefined();
  });

  it('who holds a key down makes none, though it repeats as fast as a scanner', () => {
    const held = typed('1'.repeat(30), 30).map((key, index) => ({ ...key, repeat: index > 0 && index < 30 }));
    expect(scans(held)).toEqual([]);
  });

  it('who is slow once makes none', () => {
    const any = fc.record({ text: digits(16, 24), place: fc.integer({ min: 17, max: 24 }) });
    const wrong = check(any, ({ text, place }) => {
      const at = Math.min(place, text.length);
      const late = typed(text, 5).map((key, index) => (index >= at ? { ...key, at: key.at + MAX_GAP_MS } : key));
      return texts(late).every((found) => found !== text);
    });
    expect(wrong).toBeUndefined();
  });

  it('who pastes or uses a shortcut breaks off', () => {
    const keys = typed(CODE, 5);
    keys.splice(9, 0, press('v', keys[8]!.at + 2, { modified: true }));
    expect(texts(keys)).not.toContain(CODE);
  });

  it(`types fewer than ${SHORTEST} characters that fast, now and then`, () => {
    expect(scans(typed('1234.50', 3))).toEqual([]);
  });
});

describe('an input method in between', () => {
  it('hides the names of the keys, but not their places', () => {
    const keys = [...CODE, 'Enter'].map((name, index) =>
      press('Process', index * 6, { code: name === 'Enter' ? 'Enter' : `Digit${name}`, composing: true }),
    );
    expect(scans(keys)).toMatchObject([{ text: CODE, end: 'Enter', composed: true }]);
    const pad = keys.map((key) => ({
      ...key,
      code: key.code.replace('Digit', 'Numpad').replace('Enter', 'NumpadEnter'),
    }));
    expect(texts(pad)).toEqual([CODE]);
  });

  it('may type full-width digits', () => {
    const wide = [...CODE].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    expect(texts(typed(wide, 6))).toEqual([CODE]);
  });

  it('never has its own Enter taken for the end of a scan', () => {
    const slow = typed('nihaoshijie', 90, 'Enter', { composing: true });
    expect(scans(slow)).toEqual([]);
  });
});

it('whatever the keys, a scan is of the fast characters just before its end', () => {
  const any = fc.array(
    fc.record({
      key: fc.constantFrom(...'0123456789aZ', 'Enter', 'Tab', 'Shift', 'ArrowLeft', 'Backspace', '１'),
      gap: fc.integer({ min: 0, max: 60 }),
      repeat: fc.boolean(),
      modified: fc.constantFrom(false, false, false, true),
      composing: fc.boolean(),
    }),
    { maxLength: 120 },
  );
  const wrong = check(any, (keys) => {
    let at = 0;
    const found = scans(keys.map(({ gap, key, ...more }) => press(key, (at += gap), more)));
    return found.every(({ text, slowest }) => text.length >= SHORTEST && slowest < MAX_GAP_MS);
  });
  expect(wrong).toBeUndefined();
});
