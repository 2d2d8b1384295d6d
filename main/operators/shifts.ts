import { randomUUID } from 'node:crypto';
import type { Answered } from '../../shared/contract/errors.ts';
import type { ShiftNow } from '../../shared/contract/shifts.ts';
import type { AuditNote } from '../../shared/domain/audit.ts';
import type { Fen } from '../../shared/domain/money.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { ok } from '../../shared/domain/result.ts';
import type { PersonName, Shift, UnfinishedKind, UnfinishedOrder } from '../../shared/domain/shift.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { ShiftCursor } from '../ledger/interfaces/shifts.ts';
import type { Ledger } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import type { Operators } from './operators.ts';

/** What the shift asks of the refunds of one merchant at one till. */
export interface ShiftRefunds {
  /** Refunds requested between two moments; `null` where the console keeps none. */
  totals(till: string, from: Instant, to: Instant): Promise<{ count: number; amount: Fen } | null>;
  /** Refunds whose result nobody knows yet. */
  open(till: string): Promise<Omit<UnfinishedOrder, 'kind' | 'followUp'>[]>;
}

/** A console that keeps no refunds. */
export const noRefunds: ShiftRefunds = { totals: async () => null, open: async () => [] };

export interface Handover {
  kind: UnfinishedKind;
  subject: string;
  /** `null` is the owner of a shop without operators. */
  to: string | null;
}

/** The shifts of one merchant at this till. A shift begun in an earlier run goes on. */
export interface Shifts {
  current(): Promise<ShiftNow | null>;
  open(float: Fen | null): Promise<Answered<ShiftNow>>;
  handOver(handovers: Handover[]): Promise<Answered<ShiftNow>>;
  close(): Promise<Answered<Shift>>;
  /** Closed shifts, newest first; a cashier's own only. */
  list(after: ShiftCursor | null, limit: number): Promise<{ rows: Shift[]; next: ShiftCursor | null }>;
}

export interface ShiftsNeeds {
  profile(): Profile;
  ledger: Ledger;
  operators: Pick<Operators, 'current' | 'names' | 'needed'>;
  till(): string;
  now(): Instant;
  refunds: ShiftRefunds;
  /** The audit log's last hash of the day; `null` where there is none. */
  closingHash(): Promise<string | null>;
  audit(note: AuditNote): Promise<void>;
  /** Told of every change of a shift, and of each payment that was handed over. */
  changed(payments: string[]): void;
}

export function createShifts(needs: ShiftsNeeds): Shifts {
  const { ledger, operators, now } = needs;
  const profileId = () => needs.profile().id;
  const running = () => ledger.currentShift(profileId(), needs.till());

  function me(): PersonName | null {
    const actor = operators.current();
    return actor && { id: actor.operatorId, name: actor.name };
  }

  /** Who an order can be handed to: an operator who is still there, or the owner where there are none. */
  function personNamed(id: string | null): PersonName | null {
    if (id === null) return operators.needed() ? null : { id: null, name: '' };
    const found = operators.names().find((operator) => operator.id === id);
    return found ? { id: found.id, name: found.name } : null;
  }

  async function openRefunds(shift: Shift): Promise<UnfinishedOrder[]> {
    const open = await needs.refunds.open(shift.till);
    if (open.length === 0) return [];
    const handed = new Map((await ledger.handedRefunds(shift.id)).map((row) => [row.subject, row.followUp]));
    return open.map((refund) => ({ ...refund, kind: 'refund', followUp: handed.get(refund.subject) ?? null }));
  }

  async function describe(shift: Shift): Promise<ShiftNow> {
    const [totals, payments, refunds] = await Promise.all([
      ledger.shiftTotals(shift.id),
      ledger.unfinishedPayments(shift.id),
      openRefunds(shift),
    ]);
    return { shift, totals, unfinished: [...payments, ...refunds] };
  }

  return {
    async current() {
      const shift = await running();
      return shift && describe(shift);
    },

    async open(float) {
      const openedBy = me();
      if (!openedBy) return failure('locked');
      const shift = { id: randomUUID(), till: needs.till(), openedBy, openedAt: now(), float };
      if (!(await ledger.openShift(profileId(), shift))) return failure('shiftOpen');
      await needs.audit({ act: 'shift.opened', subject: shift.id, after: { till: shift.till, float } });
      needs.changed([]);
      return ok(await describe((await ledger.shift(shift.id))!));
    },

    async handOver(handovers) {
      const by = me();
      if (!by) return failure('locked');
      const shift = await running();
      if (!shift) return failure('noShift');
      const { unfinished } = await describe(shift);
      const rows = handovers.map(({ kind, subject, to }) => ({ kind, subject, to: personNamed(to) }));
      const known = (row: { kind: UnfinishedKind; subject: string }) =>
        unfinished.some((order) => order.kind === row.kind && order.subject === row.subject);
      // What has come to its end meanwhile needs nobody any more.
      const wanted = rows.filter(known);
      const named = wanted.flatMap(({ to, ...row }) => (to ? [{ ...row, to }] : []));
      if (named.length < wanted.length) return failure('operatorGone');
      if (!(await ledger.handOver(shift.id, by, now(), named))) return failure('noShift');
      for (const { subject, to } of named) {
        await needs.audit({ act: 'payment.handedOver', subject, after: { to: to.id, name: to.name } });
      }
      needs.changed(named.filter(({ kind }) => kind === 'payment').map(({ subject }) => subject));
      return ok(await describe(shift));
    },

    async close() {
      const by = me();
      if (!by) return failure('locked');
      const shift = await running();
      if (!shift) return failure('noShift');
      const at = now();
      const { name, projectTitle, huifuId } = needs.profile();
      const closed = await ledger.closeShift(shift.id, by, at, {
        shop: name || projectTitle,
        huifuId,
        refunds: await needs.refunds.totals(shift.till, shift.openedAt, at),
        openRefunds: await openRefunds(shift),
        auditClosingHash: await needs.closingHash(),
      });
      if (!closed.closed) {
        if (closed.missing.length === 0) return failure('noShift');
        return failure('shiftUnfinished', { params: { count: closed.missing.length } });
      }
      const { count, amount } = closed.slip.totals;
      await needs.audit({ act: 'shift.closed', subject: shift.id, after: { count, amount } });
      needs.changed([]);
      return ok((await ledger.shift(shift.id))!);
    },

    list(after, limit) {
      const actor = operators.current();
      const own = actor?.role === 'cashier' ? actor.operatorId : null;
      return ledger.closedShifts(profileId(), own, after, limit);
    },
  };
}
