import type { PinCost } from './pin.ts';

/** A PIN of tests is guessed in no time. */
export const quickPinCost: PinCost = { N: 2, r: 1, p: 1 };
