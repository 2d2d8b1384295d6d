import type { PaymentCursor, PaymentFilter } from '../../../shared/contract/payments.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { PaymentState } from '../../../shared/domain/paymentState.ts';
import type { Profile } from '../../../shared/domain/profile.ts';
import type { SavedView } from '../../../shared/contract/payments.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { Database } from '../database.ts';
import type { CloseIntent, NewPaymentEvent, PaymentPatch } from '../types.ts';
import { readCloses, readOpenCloses, writeClose, writeCloseMove } from './closes.ts';
import * as own from './console.ts';
import { listPayments, paymentTotals } from './pages.ts';
import { readEvents, readOnePayment, readOpenPayments, readUnbooked, writeMove, writePayment } from './payments.ts';
import { searchNumbers } from './search.ts';

/** The ledger's methods as the worker runs them: synchronous, each one transaction. See `Ledger` for what they do. */
export function createRepository(db: Database) {
  return {
    insertPayment: (payment: Payment, event: NewPaymentEvent) => db.transaction(() => writePayment(db, payment, event)),
    movePayment: (
      id: string,
      expected: PaymentState,
      to: PaymentState,
      patch: PaymentPatch,
      event: NewPaymentEvent | null,
    ) => db.transaction(() => writeMove(db, id, expected, to, patch, event)),
    payment: (id: string) => readOnePayment(db, id),
    paymentEvents: (id: string) => readEvents(db, id),
    openPayments: (profileId: string) => readOpenPayments(db, profileId),
    listPayments: (profileId: string, filter: PaymentFilter, after: PaymentCursor | null, limit: number) =>
      listPayments(db, profileId, filter, after, limit),
    paymentTotals: (profileId: string, filter: PaymentFilter) => paymentTotals(db, profileId, filter),
    searchNumbers: (profileId: string, text: string, limit: number) => searchNumbers(db, profileId, text, limit),
    insertClose: (intent: CloseIntent) => db.transaction(() => writeClose(db, intent)),
    moveClose: (
      requestNumber: string,
      expected: CloseIntent['state'],
      to: CloseIntent['state'],
      answer: { respCode: string; respDesc: string } | null,
    ) => db.transaction(() => writeCloseMove(db, requestNumber, expected, to, answer)),
    openCloses: (profileId: string) => readOpenCloses(db, profileId),
    closes: (profileId: string, before: number | null, limit: number) => readCloses(db, profileId, before, limit),
    unbookedPayments: (profileId: string, since: Instant) => readUnbooked(db, profileId, since),
    profiles: () => own.readProfiles(db),
    saveProfile: (profile: Profile) => db.transaction(() => own.writeProfile(db, profile)),
    removeProfile: (id: string) => db.transaction(() => own.dropProfile(db, id)),
    savedViews: () => own.readViews(db),
    saveView: (view: SavedView) => db.transaction(() => own.writeView(db, view)),
    removeView: (id: string) => db.transaction(() => own.dropView(db, id)),
    setting: (key: string) => own.readSetting(db, key),
    saveSetting: (key: string, value: string) => db.transaction(() => own.writeSetting(db, key, value)),
  };
}

export type Repository = ReturnType<typeof createRepository>;
