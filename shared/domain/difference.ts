import type { EntryKind, Leg, Outcome } from './reconciliation/outcome.ts';
import type { BusinessDate, Instant } from './time.ts';

/** A month of the books, `yyyyMM`. */
export type Month = string & { readonly __unit: 'yyyyMM' };

export function monthOf(day: BusinessDate): Month {
  return day.slice(0, 6) as Month;
}

/** The month `count` months after `month` (before it when negative). */
export function addMonths(month: Month, count: number): Month {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1 + count;
  return `${Math.floor(months / 12)}${String((months % 12) + 1).padStart(2, '0')}` as Month;
}

/** Accepts `yyyyMM` of a month that exists; anything else is `null`. */
export function parseMonth(text: string): Month | null {
  return /^\d{4}(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : null;
}

/**
 * Where a difference stands. `open` needs somebody; `cleared` was settled by a later comparison; `resolved` was settled by
 * a person, whose reason stands beside what the machine found.
 */
export const differenceStates = ['open', 'cleared', 'resolved'] as const;
export type DifferenceState = (typeof differenceStates)[number];

/** Why a person calls a difference settled. `other` needs words. */
export const resolveReasons = [
  'coupon',
  'otherTill',
  'feeAgreed',
  'huifuConfirmed',
  'refunded',
  'goodsReturned',
  'booked',
  'test',
  'other',
] as const;
export type ResolveReason = (typeof resolveReasons)[number];

/** How long something has been open (product.md §5.5). */
export const ageBuckets = ['day', 'threeDays', 'week', 'older'] as const;
export type AgeBucket = (typeof ageBuckets)[number];

/** The bucket of an age in whole days: under 1, 1 to 3, 4 to 7, more. */
export function ageBucket(days: number): AgeBucket {
  if (days < 1) return 'day';
  if (days <= 3) return 'threeDays';
  return days <= 7 ? 'week' : 'older';
}

/** A difference as the console keeps it: the same one in every comparison that finds it, whatever the day. */
/** Who looks after a difference where nobody has to sign in; that owner has no name. */
export const SOLE_OWNER = 'owner';

export interface Difference {
  id: string;
  /** The gateway day that it was first found on, and the last one whose comparison looked at it. */
  day: BusinessDate;
  lastDay: BusinessDate;
  foundAt: Instant;
  checkedAt: Instant;
  outcome: Outcome;
  leg: Leg | null;
  kind: EntryKind;
  requestNumber: string;
  walletNumber: string;
  /** The amount of the line, fen; 0 where there is none. */
  amount: number;
  /** Money that depends on it, fen. */
  atRisk: number;
  state: DifferenceState;
  /** Who looks after it; `null` when nobody does. */
  ownerId: string | null;
  ownerName: string;
  reason: ResolveReason | null;
  /** The month that it is posted in, and the month that it belongs to: they differ for a late item (locked months). */
  month: Month;
  belongs: Month;
}

/** What happened to a difference, in order. */
export const differenceNoteKinds = [
  'comment',
  'assigned',
  'resolved',
  'reopened',
  'changed',
  'cleared',
  'posted',
  'adopted',
  'asked',
] as const;
export type DifferenceNoteKind = (typeof differenceNoteKinds)[number];

export interface DifferenceNote {
  id: number;
  at: Instant;
  kind: DifferenceNoteKind;
  /** Name of the person; empty for the machine, and for the owner of a shop without operators. */
  by: string;
  /** Name of the second person; empty where there was none. */
  approvedBy: string;
  /** A person's words, an outcome, a month, a name: what the note is about. */
  text: string;
}
