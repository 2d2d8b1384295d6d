import { z } from 'zod';
import type { CloseResult } from '../domain/closing.ts';
import type { Fen } from '../domain/money.ts';
import type { Payment, PaymentMethod } from '../domain/payment.ts';
import type { PaymentState } from '../domain/paymentState.ts';
import type { BusinessDate, Instant } from '../domain/time.ts';
import type { AdviceKey } from '../i18n/advice.ts';
import type { ConsoleError } from './errors.ts';
import { paymentIdSchema } from './payments.ts';

/** What can be said of an open order before anybody closes it. */
export const closeVerdicts = ['close', 'tooYoung', 'closing', 'cannotClose', 'paying', 'unknown'] as const;
export type CloseVerdict = (typeof closeVerdicts)[number];

/** An order that waits for its end. */
export interface OpenOrder {
  payment: Payment;
  verdict: CloseVerdict;
  /** The moment from which the gateway closes it. */
  closableAt: Instant;
  /** A close that waits for the one-minute rule or for its answer. */
  closing: { state: 'scheduled' | 'unknown' | 'processing'; dueAt: Instant } | null;
}

/** Several orders to close, by what the dry run has shown. */
export const closeManySchema = z.strictObject({ ids: z.array(paymentIdSchema).min(1).max(1_000) });

/** How a bulk close stands, order by order. `queued` has not begun; `left` was not begun because somebody stopped it. */
export interface CloseRun {
  jobId: string;
  rows: { payment: Payment; result: CloseResult | 'queued' | 'left' }[];
}

/** A close in the history: the latest one of its payment. */
export interface CloseRecord {
  place: number;
  requestNumber: string;
  dueAt: Instant;
  payment: Payment;
  result: CloseResult;
  respCode: string | null;
  respDesc: string | null;
  advice: AdviceKey | null;
}

/** A close query by hand: any of the order's numbers, with its day where the ledger does not know it. */
export const askCloseSchema = z.strictObject({
  text: z.string().trim().min(4).max(128),
  date: z
    .string()
    .regex(/^\d{8}$/)
    .transform((s) => s as BusinessDate)
    .optional(),
});

/** What the gateway says of an order's close. */
export interface CloseStanding {
  /** The order as the ledger has it; `null` for one that this console did not make. */
  payment: Payment | null;
  requestDate: BusinessDate;
  requestNumber: string;
  close: 'closed' | 'processing' | 'refused' | 'none';
  /** Where the order itself stands, as far as the answer says. */
  order: 'paid' | 'failed' | 'closed' | 'processing' | 'unpaid' | null;
  respCode: string;
  respDesc: string;
}

/** The answers to “is this payment real?”. `several`: the digits fit more than one payment. */
const realKinds = ['paid', 'shownBefore', 'otherStore', 'notPaid', 'notFoundYet', 'several'] as const;
export type RealKind = (typeof realKinds)[number];

export interface RealAnswer {
  kind: RealKind;
  /** The order as the ledger has it. */
  payment: Payment | null;
  /** The order as far as anybody knows it. */
  order: {
    /** `null` where whoever asks does not see that payment. */
    requestNumber: string | null;
    amount: Fen;
    method: PaymentMethod;
    state: PaymentState;
    endedAt: Instant | null;
  } | null;
  /** The other shop's name, or its masked number. */
  store: string | null;
  /** When and by whom it was called paid before. */
  shown: { at: Instant; by: string } | null;
  /** How many payments fit, where it is more than one. */
  fits: number;
  /** The gateway has answered just now. */
  asked: boolean;
  /** Why the gateway could not be asked. */
  problem: ConsoleError | null;
}

/** What a catch-up has done. */
export interface CatchUpReport {
  jobId: string;
  /** Days that were caught up, oldest first. */
  dates: BusinessDate[];
  /** Nobody asked for it: the gateway came back. */
  automatic: boolean;
  startedAt: Instant;
  endedAt: Instant | null;
  /** By the bulk status query, by single queries, or both. */
  bulkAnswers: number;
  singleAnswers: number;
  /** Payments whose state changed. */
  moved: number;
  /** Answered, and still open. */
  stillOpen: number;
  /** Orders of these days that the gateway knows and this ledger does not: other tills made them. */
  foreign: number;
  /** Payments about which no answer could be had. */
  gaps: number;
}

/** A row of the code tables of huifu-api.md §4. */
export interface CodeEntry {
  /** `resp_code`, a code of the gateway's own layer, or `HTTP <status>`; `null` where the text alone tells. */
  code: string | null;
  /** Texts of which one must occur; none: whatever the text. */
  words: string[];
  advice: AdviceKey;
  /** What it says about the call; `shared/i18n` words what follows. */
  meaning: CodeMeaning;
}

/** See `main/gateway/codes.ts`. `unclear`: nobody knows the code. */
export const codeMeanings = ['done', 'duplicate', 'later', 'notFound', 'inDoubt', 'refused', 'unclear'] as const;
export type CodeMeaning = (typeof codeMeanings)[number];
