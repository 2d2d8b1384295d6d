import type { SearchHit } from '../../../shared/contract/payments.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { Database } from '../database.ts';
import { paymentColumns, readPayment, selected } from '../rows.ts';

/** How the kinds of numbers are written in `payment_number`; never reuse a code. */
const KINDS = { requestNumber: 1, huifuNumber: 2, partyOrderNumber: 3, walletNumber: 4 } as const satisfies Record<
  SearchHit['number'],
  number
>;
const kindNames = Object.keys(KINDS) as SearchHit['number'][];

/** From this many characters on, beginnings and endings are searched too. */
const SHORTEST_PART = 4;

export type Numbers = Pick<Payment, SearchHit['number']>;

/**
 * A number as it is searched: full-width forms made plain, blanks and dashes dropped, upper case. People copy numbers
 * from receipts and chats, and statements append `-` and more to them.
 */
export function normaliseNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Dash}]/gu, '')
    .toUpperCase();
}

/** Makes a payment findable by its numbers; of `before`, what is no longer its number is dropped. */
export function indexNumbers(db: Database, paymentKey: number, now: Numbers, before: Numbers | null): void {
  for (const kind of kindNames) {
    const [old, text] = [before?.[kind] ?? null, now[kind]];
    if (old === text) continue;
    const of = { payment: paymentKey, kind: KINDS[kind] };
    for (const [direction, value] of bothWays(old)) db.run(DROP, { ...of, direction, text: value });
    for (const [direction, value] of bothWays(text)) db.run(ADD, { ...of, direction, text: value });
  }
}

const ADD = `INSERT INTO payment_number (profile, direction, text, created_at, payment, kind)
  SELECT profile, :direction, :text, created_at, key, :kind FROM payment WHERE key = :payment`;
const DROP = `DELETE FROM payment_number WHERE direction = :direction AND text = :text AND payment = :payment AND kind = :kind
  AND profile = (SELECT profile FROM payment WHERE key = :payment)`;

function bothWays(number: string | null): [direction: number, text: string][] {
  const text = normaliseNumber(number ?? '');
  return text === '' ? [] : [[0, text], [1, backwards(text)]]; // prettier-ignore
}

function backwards(text: string): string {
  return [...text].reverse().join('');
}

// Both run over the primary key alone; the payment itself is read only for the few rows that are shown.
const HITS = `SELECT payment, kind, created_at AS at FROM payment_number
  WHERE profile = (SELECT key FROM profile WHERE id = :profileId) AND direction = :direction
    AND text >= :text AND text < :end
  ORDER BY created_at DESC, payment DESC LIMIT :rows`;
const ONE = `SELECT ${selected('payment', paymentColumns)}, profile.id AS "profileId"
  FROM payment JOIN profile ON profile.key = payment.profile WHERE payment.key = :key`;

/**
 * Finds payments by any of their numbers: whole, or from {@link SHORTEST_PART} characters on by beginning or ending.
 * Newest first, each payment once, under the first of its numbers that matches.
 */
export function searchNumbers(db: Database, profileId: string, typed: string, limit: number): SearchHit[] {
  const text = normaliseNumber(typed);
  if (text === '' || limit < 1) return [];
  // A payment may match with each of its numbers, so this many rows hold `limit` payments.
  const rows = limit * kindNames.length;
  const part = text.length >= SHORTEST_PART;
  const directions: [number, string][] = part ? [[0, text], [1, backwards(text)]] : [[0, text]]; // prettier-ignore
  const found = directions.flatMap(([direction, start]) =>
    // Behind the last character that Unicode has, or for a whole number right behind itself.
    db.all(HITS, { profileId, direction, text: start, end: start + (part ? '\u{10FFFF}' : '\0'), rows }),
  ) as { payment: number; kind: number; at: number }[];
  const best = new Map<number, { payment: number; kind: number; at: number }>();
  for (const hit of found) {
    const known = best.get(hit.payment);
    if (!known || hit.kind < known.kind) best.set(hit.payment, hit);
  }
  return [...best.values()]
    .sort((a, b) => b.at - a.at || b.payment - a.payment)
    .slice(0, limit)
    .map(({ payment, kind }) => ({
      payment: readPayment(db.get(ONE, { key: payment }) ?? {}),
      number: kindNames.find((name) => KINDS[name] === kind) ?? 'requestNumber',
    }));
}
