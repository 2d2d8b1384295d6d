import type {
  PersonName,
  Shift,
  ShiftSlip,
  ShiftTotals,
  UnfinishedKind,
  UnfinishedOrder,
} from '../../../shared/domain/shift.ts';
import type { Instant } from '../../../shared/domain/time.ts';

/** An unfinished order on its way from one person to another. */
export interface HandoverRow {
  kind: UnfinishedKind;
  subject: string;
  to: PersonName;
}

/** Why a shift was not closed: these orders have nobody yet, or it is closed already. */
export type ShiftClosed = { closed: true; slip: ShiftSlip } | { closed: false; missing: UnfinishedOrder[] };

/** Where a page of closed shifts ends. */
export interface ShiftCursor {
  openedAt: Instant;
  id: string;
}

/** Shifts of the tills. A closed one never changes. */
export interface ShiftLedger {
  /** `false` when the till has an open one for this merchant. */
  openShift(profileId: string, shift: Pick<Shift, 'id' | 'till' | 'openedBy' | 'openedAt' | 'float'>): Promise<boolean>;
  currentShift(profileId: string, till: string): Promise<Shift | null>;
  shift(id: string): Promise<Shift | null>;
  /** Closed shifts, newest first; `operatorId` narrows to those that this person opened or closed. */
  closedShifts(
    profileId: string,
    operatorId: string | null,
    after: ShiftCursor | null,
    limit: number,
  ): Promise<{ rows: Shift[]; next: ShiftCursor | null }>;
  /** Money that arrived since the shift was opened, up to its close. */
  shiftTotals(id: string): Promise<ShiftTotals>;
  /** Payments of the shift's till without a result, oldest first, with who follows them up. */
  unfinishedPayments(id: string): Promise<UnfinishedOrder[]>;
  /** Who follows up these refunds, by the newest handover in this shift; only those that were handed over. */
  handedRefunds(id: string): Promise<{ subject: string; followUp: PersonName }[]>;
  /** Writes down who follows up what, and a line in each payment's timeline. `false` when the shift is closed. */
  handOver(id: string, by: PersonName, at: Instant, handovers: HandoverRow[]): Promise<boolean>;
  /**
   * Closes a shift and keeps its slip, or names the orders that nobody follows up, in one step: an order that begins
   * meanwhile is either on the slip or not of this shift.
   *
   * @param given.refunds the unfinished refunds of this till, which this table does not know
   */
  closeShift(
    id: string,
    by: PersonName,
    at: Instant,
    given: Pick<ShiftSlip, 'shop' | 'huifuId' | 'refunds' | 'auditClosingHash'> & { openRefunds: UnfinishedOrder[] },
  ): Promise<ShiftClosed>;
}
