import type { Role } from './permission.ts';

/** What keeps a PIN from being accepted; each has a sentence in `shared/i18n` (`operators.pin.problem.*`). */
const pinProblems = ['digits', 'short', 'long', 'simple'] as const;
export type PinProblem = (typeof pinProblems)[number];

const LONGEST = 12;

/** Who may change people or approve money needs a longer PIN. */
export function shortestPin(role: Role): number {
  return role === 'owner' || role === 'manager' ? 6 : 4;
}

/** Whether a PIN may be chosen. Looks at what is tried first by anybody who guesses: one or two digits only, and rows. */
export function pinProblem(pin: string, role: Role): PinProblem | null {
  if (!/^\d*$/.test(pin)) return 'digits';
  if (pin.length < shortestPin(role)) return 'short';
  if (pin.length > LONGEST) return 'long';
  return new Set(pin).size <= 2 || isRow(pin) ? 'simple' : null;
}

/** `123456`, `987654`, `246802`: every digit as far from the one before, with 0 after 9. */
function isRow(pin: string): boolean {
  const step = (i: number) => (Number(pin[i]) - Number(pin[i - 1]) + 10) % 10;
  return [...pin].every((_, i) => i < 2 || step(i) === step(1));
}
