import type { PaymentCursor, PaymentFilter } from '../../../shared/contract/payments.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { PaymentState } from '../../../shared/domain/paymentState.ts';
import type { Profile } from '../../../shared/domain/profile.ts';
import type { SavedView } from '../../../shared/contract/payments.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import type { Database } from '../database.ts';
import type { PaymentScope } from '../interfaces/operators.ts';
import type { CloseIntent, NewPaymentEvent, PaymentPatch } from '../types.ts';
import { createAuditRepository } from './audit.ts';
import { readCloses, readOpenCloses, writeClose, writeCloseMove } from './closes.ts';
import * as own from './console.ts';
import { createOperatorsRepository } from './operators.ts';
import { createCounterRepository } from './counter.ts';
import { listPayments } from './pages.ts';
import { createReconciliationRepository } from './reconciliation/index.ts';
import { createStatementsRepository } from './statements.ts';
import { createRefundsRepository } from './refunds.ts';
import { readEvents, readOnePayment, readOpenPayments, readUnbooked, writeMove, writePayment } from './payments.ts';
import { searchNumbers } from './search.ts';
import { paymentTotals } from './totals.ts';
import { createShiftsRepository } from './shifts.ts';
import { createSignalsRepository } from './signals.ts';

/** The ledger's methods as the worker runs them: synchronous, each one transaction. See `Ledger` for what they do. */
export function createRepository(db: Database) {
  return {
    ...createAuditRepository(db),
    ...createCounterRepository(db),
    insertPayment: (payment: Payment, event: NewPaymentEvent) => db.transaction(() => writePayment(db, payment, event)),
    movePayment: (
      id: string,
      expected: PaymentState,
      to: PaymentState,
      patch: PaymentPatch,
      event: NewPaymentEvent | null,
    ) => db.transaction(() => writeMove(db, id, expected, to, patch, event)),
    payment: (id: string, scope: PaymentScope = null) => readOnePayment(db, id, scope),
    paymentEvents: (id: string) => readEvents(db, id),
    openPayments: (profileId: string, scope: PaymentScope = null) => readOpenPayments(db, profileId, scope),
    listPayments: (
      profileId: string,
      filter: PaymentFilter,
      after: PaymentCursor | null,
      limit: number,
      scope: PaymentScope = null,
    ) => listPayments(db, profileId, filter, after, limit, { scope }),
    paymentTotals: (profileId: string, filter: PaymentFilter, scope: PaymentScope = null) =>
      paymentTotals(db, profileId, filter, { scope }),
    searchNumbers: (profileId: string, text: string, limit: number, scope: PaymentScope = null) =>
      searchNumbers(db, profileId, text, limit, { scope }),
    insertClose: (intent: CloseIntent) => db.transaction(() => writeClose(db, intent)),
    moveClose: (
      requestNumber: string,
      expected: CloseIntent['state'],
      to: CloseIntent['state'],
      answer: { respCode: string; respDesc: string } | null,
    ) => db.transaction(() => writeCloseMove(db, requestNumber, expected, to, answer)),
    openCloses: (profileId: string) => readOpenCloses(db, profileId),
    closes: (profileId: string, before: number | null, limit: number, scope: PaymentScope = null) =>
      readCloses(db, profileId, before, limit, scope),
    unbookedPayments: (profileId: string, since: Instant) => readUnbooked(db, profileId, since),
    profiles: () => own.readProfiles(db),
    saveProfile: (profile: Profile) => db.transaction(() => own.writeProfile(db, profile)),
    removeProfile: (id: string) => db.transaction(() => own.dropProfile(db, id)),
    savedViews: () => own.readViews(db),
    saveView: (view: SavedView) => db.transaction(() => own.writeView(db, view)),
    removeView: (id: string) => db.transaction(() => own.dropView(db, id)),
    setting: (key: string) => own.readSetting(db, key),
    saveSetting: (key: string, value: string) => db.transaction(() => own.writeSetting(db, key, value)),
    ...createStatementsRepository(db),
    ...createReconciliationRepository(db),
    ...createRefundsRepository(db),
    ...createOperatorsRepository(db),
    ...createShiftsRepository(db),
    ...createSignalsRepository(db),
  };
}

export type Repository = ReturnType<typeof createRepository>;
