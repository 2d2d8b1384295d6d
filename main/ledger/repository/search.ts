import { numberKinds, type SearchHit } from '../../../shared/contract/payments.ts';
import type { Database } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import { readPayment, SELECT_PAYMENT } from '../rows.ts';
import { backwards, normaliseNumber, numberCodes, type Numbers } from './numbers.ts';
import { inScope, scopeValues } from './scope.ts';

/** From this many characters on, beginnings and endings are searched too. */
const SHORTEST_PART = 4;

/** A beginning or ending with more numbers than this is looked for among the newest payments first. */
const COMMON = 50_000;
const NEWEST = 10_000;
const BATCH = 500;

/** A payment that matches, by its key, with the code of its first number that does. `text`: the number of a refund. */
interface Hit {
  payment: number;
  kind: number;
  at: number;
  text: string;
}

interface Search {
  profileId: string;
  /** As `normaliseNumber` makes it. */
  text: string;
  limit: number;
  scope: PaymentScope;
}

/**
 * Finds payments by any of their numbers: whole, or from four characters on by beginning or ending. Newest first, each
 * payment once, under the first of its numbers that matches.
 *
 * Most searches have few hits, which are read and sorted. A text that very many numbers share (4200: all of WeChat's) is
 * met soon when walking from the newest payment on; only if it is not are all its hits read.
 *
 * @param commonFrom more numbers than this make a text common
 * @param newest how many payments are then walked over
 */
export function searchNumbers(
  db: Database,
  profileId: string,
  typed: string,
  limit: number,
  {
    commonFrom = COMMON,
    newest = NEWEST,
    scope = null,
  }: { commonFrom?: number; newest?: number; scope?: PaymentScope } = {},
): SearchHit[] {
  const search = { profileId, text: normaliseNumber(typed), limit, scope };
  if (search.text === '' || limit < 1) return [];
  const ranges = rangesOf(search);
  const common = ranges.length > 1 && ranges.some((range) => isCommon(db, range, commonFrom));
  const walked = common ? amongNewest(db, search, newest) : null;
  return (walked ?? everywhere(db, ranges, search))
    .toSorted((a, b) => b.at - a.at || b.payment - a.payment)
    .slice(0, limit)
    .map((hit) => shown(db, hit));
}

function shown(db: Database, { payment: key, kind, text }: Hit): SearchHit {
  const payment = readPayment(db.get(`${SELECT_PAYMENT} WHERE payment.key = :key`, { key }) ?? {});
  const number = numberKinds.find((name) => numberCodes[name] === kind);
  return number ? { payment, number, text: payment[number] ?? '' } : { payment, number: 'refundNumber', text };
}

type Range = { profileId: string; direction: 0 | 1; text: string; end: string };

function rangesOf({ profileId, text }: Search): Range[] {
  // Right behind the number itself; behind the last character of Unicode for all that begin with it.
  if (text.length < SHORTEST_PART) return [{ profileId, direction: 0, text, end: `${text}\0` }];
  const reversed = backwards(text);
  return [
    { profileId, direction: 0, text, end: `${text}\u{10FFFF}` },
    { profileId, direction: 1, text: reversed, end: `${reversed}\u{10FFFF}` },
  ];
}

const IN_RANGE = `FROM payment_number
  WHERE profile = (SELECT key FROM profile WHERE id = :profileId) AND direction = :direction
    AND text >= :text AND text < :end`;

function isCommon(db: Database, range: Range, from: number): boolean {
  const row = db.get(`SELECT count(*) AS "n" FROM (SELECT 1 ${IN_RANGE} LIMIT ${from + 1})`, range);
  return Number(row?.['n']) > from;
}

/** All hits of the ranges, as far as they can be among the newest `limit` payments. */
function everywhere(db: Database, ranges: Range[], { limit, scope }: Search): Hit[] {
  const best = new Map<number, Hit>();
  const read = (range: Range, rows: number) =>
    db.all(
      `SELECT payment, kind, created_at AS at, text ${IN_RANGE}${ofScope(scope)}
        ORDER BY created_at DESC, payment DESC LIMIT :rows`,
      { ...range, rows, ...scopeValues(scope) },
    ) as unknown as Hit[];
  // A payment may match with each of its numbers, so this many rows hold `limit` payments; with very many refunds of one
  // payment they may not.
  const rows = limit * (numberKinds.length + 1);
  for (const range of ranges) {
    let hits = read(range, rows);
    if (hits.length === rows && new Set(hits.map(({ payment }) => payment)).size < limit) hits = read(range, -1);
    for (const hit of hits) {
      const known = best.get(hit.payment);
      const text = range.direction === 0 ? hit.text : backwards(hit.text);
      const first = !known || hit.kind < known.kind || (hit.kind === known.kind && text < known.text);
      if (first) best.set(hit.payment, { ...hit, text });
    }
  }
  return [...best.values()];
}

/** The numbers of payments in scope only. */
function ofScope(scope: PaymentScope): string {
  if (scope === null) return '';
  return ` AND EXISTS (SELECT 1 FROM payment WHERE payment.key = payment_number.payment${inScope(scope)})`;
}

const WALK = (
  scope: PaymentScope,
) => `SELECT key, id, created_at AS at, request_number AS "requestNumber", huifu_number AS "huifuNumber",
    party_order_number AS "partyOrderNumber", wallet_number AS "walletNumber",
    (SELECT group_concat(request_number, ' ' ORDER BY request_number) FROM refund
      WHERE refund.payment = payment.key AND origin <> 'adopted') AS "refundNumbers"
  FROM payment INDEXED BY payment_list
  WHERE profile = (SELECT key FROM profile WHERE id = :profileId) AND (created_at, id) < (:at, :id)${inScope(scope)}
  ORDER BY created_at DESC, id DESC LIMIT ${BATCH}`;

/** The hits among the `newest` payments, or `null` when there are fewer than wanted. */
function amongNewest(db: Database, { profileId, text, limit, scope }: Search, newest: number): Hit[] | null {
  const hits: Hit[] = [];
  let after = { at: Number.MAX_SAFE_INTEGER, id: '' };
  for (let walked = 0; walked < newest; walked += BATCH) {
    const batch = db.all(WALK(scope), { profileId, ...after, ...scopeValues(scope) }) as unknown as ({
      key: number;
      id: string;
      at: number;
      refundNumbers: string | null;
    } & Numbers)[];
    for (const row of batch) {
      const name = numberKinds.find((kind) => matches(row[kind], text));
      const refund = row.refundNumbers?.split(' ').find((number) => matches(number, text));
      const kind = numberCodes[name ?? 'refundNumber'];
      if (name || refund) hits.push({ payment: row.key, kind, at: row.at, text: refund ?? '' });
    }
    const last = batch.at(-1);
    if (!last) return hits;
    // Payments of the same moment may follow in the next batch.
    const enough = hits[limit - 1];
    if (enough && enough.at > last.at) return hits;
    after = { at: last.at, id: last.id };
  }
  return null;
}

/** Whether a stored number begins or ends with a searched text of at least {@link SHORTEST_PART} characters. */
function matches(number: string | null, text: string): boolean {
  const stored = normaliseNumber(number ?? '');
  return stored.startsWith(text) || stored.endsWith(text);
}
