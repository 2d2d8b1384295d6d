import { numberKinds, type NumberKind, type SearchHit } from '../../../shared/contract/payments.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { Database } from '../database.ts';

/** How the kinds of numbers are written in `payment_number`; never reuse a code. */
export const numberCodes = {
  requestNumber: 1,
  huifuNumber: 2,
  partyOrderNumber: 3,
  walletNumber: 4,
  refundNumber: 5,
} as const satisfies Record<SearchHit['number'], number>;

export type Numbers = Pick<Payment, NumberKind>;

/**
 * A number as it is searched: full-width forms made plain, blanks and dashes dropped, upper case. People copy numbers
 * from receipts and chats, and statements append `-` and more to them.
 */
export function normaliseNumber(text: string): string {
  if (/^[0-9A-Z]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Dash}]/gu, '')
    .toUpperCase();
}

/** `"P12"` → `"21P"`: an ending becomes a beginning. */
export function backwards(text: string): string {
  return [...text].toReversed().join('');
}

/** Makes a payment findable by its numbers; of `before`, what is no longer its number is dropped. */
export function indexNumbers(db: Database, paymentKey: number, now: Numbers, before: Numbers | null): void {
  for (const name of numberKinds) {
    const [old, text] = [before?.[name] ?? null, now[name]];
    if (old === text) continue;
    const of = { payment: paymentKey, kind: numberCodes[name] };
    for (const [direction, value] of bothWays(old)) db.run(DROP, { ...of, direction, text: value });
    for (const [direction, value] of bothWays(text)) db.run(ADD, { ...of, direction, text: value });
  }
}

/** Makes a payment findable by the number of a refund of it. */
export function indexRefundNumber(db: Database, paymentKey: number, number: string): void {
  for (const [direction, text] of bothWays(number)) {
    db.run(ADD, { payment: paymentKey, kind: numberCodes.refundNumber, direction, text });
  }
}

const ADD = `INSERT INTO payment_number (profile, direction, text, created_at, payment, kind)
  SELECT profile, :direction, :text, created_at, key, :kind FROM payment WHERE key = :payment`;
const DROP = `DELETE FROM payment_number WHERE direction = :direction AND text = :text AND payment = :payment
  AND kind = :kind AND profile = (SELECT profile FROM payment WHERE key = :payment)`;

function bothWays(number: string | null): [direction: 0 | 1, text: string][] {
  const text = normaliseNumber(number ?? '');
  if (text === '') return [];
  return [
    [0, text],
    [1, backwards(text)],
  ];
}
