import type { Answered } from '../../shared/contract/errors.ts';
import {
  limitsBinding,
  type LimitsByRole,
  type OperatorName,
  type OperatorView,
} from '../../shared/contract/operators.ts';
import type { AuditNote } from '../../shared/domain/audit.ts';
import { fen } from '../../shared/domain/money.ts';
import { may, type Permission, type Role } from '../../shared/domain/permission.ts';
import { ok } from '../../shared/domain/result.ts';
import type { PersonName } from '../../shared/domain/shift.ts';
import { instant, type Instant } from '../../shared/domain/time.ts';
import type { Ledger, PaymentScope } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import { createApprovals, type ApprovalDesk } from './approvals.ts';
import { openPeople } from './people.ts';
import type { PinCost } from './pin.ts';
import { limitsFor, loadLimits, mayManage, saveLimits, within } from './rules.ts';
import { scopeOf } from './scope.ts';
import type { Actor, OperatorRules, WhoIsHere } from './types.ts';

export interface OperatorsNeeds {
  ledger: Ledger;
  now(): Instant;
  /** ms by a clock that nobody can turn; the process's own unless a test brings another. */
  steady?: () => number;
  pinCost: PinCost;
  till(): string;
  audit(note: AuditNote): Promise<void>;
  /** Who is here, or what they may do, has changed. */
  changed(): void;
  warn(message: string, fields: Record<string, unknown>): void;
}

/** The people of one ledger: who is at the console, who may be, and what they may do. */
export interface Operators extends WhoIsHere {
  readonly approvals: ApprovalDesk;
  readonly rules: OperatorRules;
  /** Whether somebody has to sign in at all. */
  needed(): boolean;
  names(): OperatorName[];
  /** Who has left, by the name that their work keeps. */
  formerNames(): PersonName[];
  list(): OperatorView[];
  /** `locked`, or `notAllowed` with who could do it, unless whoever is here holds the permission. */
  permit(permission: Permission): Answered<Actor>;
  /** Whose payments whoever is here may see. */
  scope(): PaymentScope;

  signIn(id: string, pin: string): Promise<Answered<null>>;
  /** Signs out whoever is here. `reason` is for the audit log. */
  lock(reason: 'person' | 'idle' | 'away' | 'removed'): Promise<void>;
  add(given: { name: string; role: Role; newPin: string; pin?: string | undefined }): Promise<Answered<null>>;
  change(
    id: string,
    change: { name?: string | undefined; role?: Role | undefined; newPin?: string | undefined },
    pin: string,
  ): Promise<Answered<null>>;
  remove(id: string, pin: string): Promise<Answered<null>>;
  changePin(pin: string, newPin: string): Promise<Answered<null>>;
  /** A new PIN for an owner, after the shop's key was shown (`recovery.ts`); signs them in. */
  recovered(id: string, newPin: string): Promise<Answered<null>>;
  limits(): LimitsByRole;
  /** Raising a limit takes a second person wherever there is one who could agree to it. */
  setLimits(limits: LimitsByRole, pin: string | undefined, approvalId?: string | undefined): Promise<Answered<null>>;
}

/** Without operators the owner is at the console, and nobody needs to say who they are. */
const SOLE_OWNER: Actor = { operatorId: null, name: '', role: 'owner' };

export async function openOperators(needs: OperatorsNeeds): Promise<Operators> {
  const { ledger, audit } = needs;
  const steady = needs.steady ?? (() => performance.now());
  const people = await openPeople({ ...needs, steady });
  let limits = await loadLimits(ledger);
  let signedIn: string | null = null;

  const needed = () => people.present().length > 0;
  function current(): Actor | null {
    if (!needed()) return SOLE_OWNER;
    const row = signedIn === null ? null : people.find(signedIn);
    return row && { operatorId: row.id, name: row.name, role: row.role };
  }
  const rules: OperatorRules = {
    refundLimits: (role) => limitsFor(role, limits),
    secondPersonPossible: () =>
      people.present().some(({ id, role }) => id !== current()?.operatorId && may(role, 'approve')),
  };
  const approvals = createApprovals({ ...needs, steady, people, rules });

  function permit(permission: Permission): Answered<Actor> {
    const actor = current();
    if (!actor) return failure('locked');
    return may(actor.role, permission) ? ok(actor) : notAllowed(permission);
  }
  function notAllowed(permission: Permission): Answered<never> {
    return failure('notAllowed', { params: { permission, holders: people.holders(permission).join('、') } });
  }

  /** Whoever is here shows with their PIN that it is still they; the first act of a shop without operators needs none. */
  async function confirmed(permission: Permission, pin: string | undefined): Promise<Answered<Actor>> {
    const allowed = permit(permission);
    if (!allowed.ok || allowed.data.operatorId === null) return allowed;
    return people.prove(allowed.data.operatorId, pin ?? '');
  }

  async function enter(id: string): Promise<void> {
    if (signedIn !== null && signedIn !== id) await lock('person');
    signedIn = id;
    try {
      await audit({ act: 'operator.signedIn', subject: id });
    } catch (error) {
      // Nobody works here without a row that says so.
      signedIn = null;
      throw error;
    } finally {
      needs.changed();
    }
  }

  async function lock(reason: 'person' | 'idle' | 'away' | 'removed'): Promise<void> {
    const id = signedIn;
    if (id === null) return;
    signedIn = null;
    needs.changed();
    // Locked it is, whatever becomes of the note.
    await audit({ act: 'operator.signedOut', subject: id, after: { reason } }).catch((error: unknown) =>
      needs.warn('a sign-out was not noted', { error }),
    );
  }

  /** Tells the window of what was done. */
  async function told<T>(work: Promise<Answered<T>>): Promise<Answered<null>> {
    const done = await work;
    if (!done.ok) return done;
    needs.changed();
    return ok(null);
  }

  return {
    approvals,
    rules,
    current,
    needed,
    names: people.names,
    formerNames: people.formerNames,
    list: people.views,
    permit,
    scope: () => scopeOf(current(), needs.till(), (id) => people.find(id)?.createdAt ?? instant(0)),
    lock,

    async signIn(id, pin) {
      const proven = await people.prove(id, pin);
      if (!proven.ok) return proven;
      await enter(id);
      return ok(null);
    },

    async add({ name, role, newPin, pin }) {
      const first = !needed();
      const actor = await confirmed('operators', pin);
      if (!actor.ok) return actor;
      if (!mayManage(actor.data, role)) return failure('overGrant');
      const added = await people.add({ name, role, pin: newPin });
      if (!added.ok) return added;
      // The owner who has just chosen a PIN is not asked for it at once.
      if (first) await enter(added.data.id);
      needs.changed();
      return ok(null);
    },

    async change(id, { name, role, newPin }, pin) {
      const actor = await confirmed('operators', pin);
      if (!actor.ok) return actor;
      const row = people.find(id);
      if (!row) return failure('operatorGone');
      const own = id === actor.data.operatorId && (role === undefined || role === row.role);
      if (!own && (!mayManage(actor.data, row.role) || !mayManage(actor.data, role ?? row.role))) {
        return failure('overGrant');
      }
      return told(
        people.change(id, {
          ...(name === undefined ? {} : { name }),
          ...(role === undefined ? {} : { role }),
          ...(newPin === undefined ? {} : { pin: newPin }),
        }),
      );
    },

    async remove(id, pin) {
      const actor = await confirmed('operators', pin);
      if (!actor.ok) return actor;
      const row = people.find(id);
      if (!row) return failure('operatorGone');
      if (!mayManage(actor.data, row.role)) return failure('overGrant');
      const removed = await people.remove(id);
      if (removed.ok && signedIn === id) await lock('removed');
      return told(Promise.resolve(removed));
    },

    async changePin(pin, newPin) {
      const actor = await confirmed('see', pin);
      if (!actor.ok) return actor;
      const { operatorId } = actor.data;
      return operatorId === null ? failure('notFound') : told(people.change(operatorId, { pin: newPin }));
    },

    async recovered(id, newPin) {
      if (people.find(id)?.role !== 'owner') return failure('operatorGone');
      const changed = await people.change(id, { pin: newPin });
      if (!changed.ok) return changed;
      await audit({ act: 'operator.changed', subject: id, after: { recoveredWithKey: true } });
      await enter(id);
      return ok(null);
    },

    limits: () => limits,

    async setLimits(next, pin, approvalId) {
      const actor = await confirmed('operators', pin);
      if (!actor.ok) return actor;
      const { role } = actor.data;
      const othersTouched = JSON.stringify(next.manager) !== JSON.stringify(limits.manager);
      if (role !== 'owner' && (othersTouched || !within(next.cashier, limitsFor(role, limits)))) {
        return failure('overGrant');
      }
      const asked = limitsBinding(limits, next);
      if (asked && approvals.possible(actor.data, fen(asked.amount))) {
        if (approvalId === undefined) return failure('approvalNeeded');
        const agreed = await approvals.take(approvalId, actor.data, { ...asked, amount: fen(asked.amount) });
        if (!agreed.ok) return agreed;
      }
      await audit({ act: 'limits.changed', subject: 'refund', before: flat(limits), after: flat(next) });
      await saveLimits(ledger, next);
      limits = next;
      needs.changed();
      return ok(null);
    },
  };
}

function flat({ cashier, manager }: LimitsByRole) {
  return {
    cashierEach: cashier.each,
    cashierPerDay: cashier.perDay,
    managerEach: manager.each,
    managerPerDay: manager.perDay,
  };
}
