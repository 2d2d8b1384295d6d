import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWire } from './wire.ts';

const wire = createWire();
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
})).value;

it('brings plain values across unchanged, `undefined` included', () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect(wire.unpack(wire.pack(value))).toEqual(value);
    }),
  );
});

it.each([
  [new Date(0)],
  [new Map()],
  [10n],
  [Number.NaN],
  [() => 1],
  [Symbol('x')],
  [Buffer.from('x')],
  [{ deep: [new Set()] }],
])('refuses %s instead of changing it', (value) => expect(() => wire.pack(value)).toThrow('could not be cloned'));
