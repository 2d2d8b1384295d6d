import { randomUUID } from 'node:crypto';
import type { Answered, ErrorCode } from '../../shared/contract/errors.ts';
import type { OperatorName, OperatorView } from '../../shared/contract/operators.ts';
import type { AuditNote } from '../../shared/domain/audit.ts';
import { rolePermissions, type Permission, type Role } from '../../shared/domain/permission.ts';
import { pinProblem, shortestPin } from '../../shared/domain/pin.ts';
import { ok } from '../../shared/domain/result.ts';
import type { PersonName } from '../../shared/domain/shift.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { OperatorRow } from '../ledger/interfaces/operators.ts';
import type { Ledger } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import { hashPin, pinFits, type PinCost } from './pin.ts';
import type { Actor } from './types.ts';
import { createWaits } from './waits.ts';

export interface PeopleNeeds {
  ledger: Ledger;
  now(): Instant;
  /** ms by a clock that nobody can turn. */
  steady(): number;
  pinCost: PinCost;
  audit(note: AuditNote): Promise<void>;
}

/** The people of one ledger, as they stand in it. Every change is on disk before it counts. */
export interface People {
  present(): OperatorRow[];
  find(id: string): OperatorRow | null;
  views(): OperatorView[];
  names(): OperatorName[];
  /** Who has left, by the name that their work keeps. */
  formerNames(): PersonName[];
  /** Who holds a permission, by name. */
  holders(permission: Permission): string[];
  /**
   * Whether this is the person's PIN. Every try is counted on disk before it is looked at; from the third wrong one on
   * the next must wait, longer each time. One try after the other, however many are asked for at once.
   */
  prove(id: string, pin: string): Promise<Answered<Actor>>;
  add(given: { name: string; role: Role; pin: string }): Promise<Answered<OperatorRow>>;
  change(id: string, change: { name?: string; role?: Role; pin?: string }): Promise<Answered<null>>;
  remove(id: string): Promise<Answered<null>>;
}

export async function openPeople(needs: PeopleNeeds): Promise<People> {
  const { ledger, now } = needs;
  const waits = createWaits(needs);
  let rows = await ledger.operators();
  const reread = async () => void (rows = await ledger.operators());
  const present = () => rows.filter((row) => row.removedAt === null);
  const find = (id: string) => present().find((row) => row.id === id) ?? null;
  const trying = new Map<string, Promise<unknown>>();

  async function tryPin(id: string, pin: string): Promise<Answered<Actor>> {
    const row = find(id);
    if (!row) return failure('operatorGone');
    const left = waits.left(id, row.tries, row.triedAt);
    if (left > 0) {
      return failure('pinBlocked', { params: { name: row.name, seconds: Math.ceil(left / 1_000) } });
    }
    await ledger.countPinTry(id, now());
    waits.tried(id);
    const fits = await pinFits(pin, row.pin);
    if (fits) await ledger.forgetPinTries(id);
    await reread();
    if (!fits) {
      const tries = find(id)?.tries ?? 0;
      await needs.audit({ act: 'operator.pinRefused', subject: id, after: { tries } });
      return failure('pinWrong', { params: { name: row.name, tries } });
    }
    // They may have been let go while the PIN was looked at.
    const still = find(id);
    return still ? ok(actorOf(still)) : failure('operatorGone');
  }

  /** Why a change that the ledger did not make was not made. */
  function refusal(id: string | null, name: string | undefined, role: Role | undefined): ErrorCode {
    if (id !== null && !find(id)) return 'operatorGone';
    if (name !== undefined && present().some((row) => row.name === name && row.id !== id)) return 'nameInUse';
    return id === null && role !== 'owner' ? 'ownerFirst' : 'lastOwner';
  }

  return {
    present,
    find,
    views: () =>
      present().map(({ id, name, role, createdAt, tries }) => ({ id, name, role, createdAt, wrongPins: tries })),
    names: () => present().map(({ id, name, role }) => ({ id, name, role })),
    formerNames: () => rows.filter((row) => row.removedAt !== null).map(({ id, name }) => ({ id, name })),
    holders: (permission) =>
      present()
        .filter(({ role }) => rolePermissions[role].includes(permission))
        .map(({ name }) => name),

    prove(id, pin) {
      const before = trying.get(id) ?? Promise.resolve();
      const attempt = before.catch(() => {}).then(() => tryPin(id, pin));
      trying.set(id, attempt);
      return attempt.finally(() => {
        if (trying.get(id) === attempt) trying.delete(id);
      });
    },

    async add({ name, role, pin }) {
      const unfit = unfitPin(pin, role);
      if (unfit) return unfit;
      const id = randomUUID();
      const hash = await hashPin(pin, needs.pinCost);
      if (!(await ledger.insertOperator({ id, name, role, pin: hash, createdAt: now() }))) {
        return failure(refusal(null, name, role));
      }
      await reread();
      await needs.audit({ act: 'operator.added', subject: id, after: { name, role } });
      return ok(find(id)!);
    },

    async change(id, { name, role, pin }) {
      const before = find(id);
      if (!before) return failure('operatorGone');
      const unfit = pin === undefined ? null : unfitPin(pin, role ?? before.role);
      if (unfit) return unfit;
      const change = {
        ...(name === undefined ? {} : { name }),
        ...(role === undefined ? {} : { role }),
        ...(pin === undefined ? {} : { pin: await hashPin(pin, needs.pinCost) }),
      };
      if (!(await ledger.changeOperator(id, change))) return failure(refusal(id, name, role));
      await reread();
      await needs.audit({
        act: 'operator.changed',
        subject: id,
        before: { name: before.name, role: before.role },
        after: { name: name ?? before.name, role: role ?? before.role, pinChanged: pin !== undefined },
      });
      return ok(null);
    },

    async remove(id) {
      const before = find(id);
      if (!before) return failure('operatorGone');
      if (!(await ledger.removeOperator(id, now()))) return failure(refusal(id, undefined, undefined));
      await reread();
      await needs.audit({ act: 'operator.removed', subject: id, before: { name: before.name, role: before.role } });
      return ok(null);
    },
  };
}

export function actorOf({ id, name, role }: OperatorRow): Actor {
  return { operatorId: id, name, role };
}

function unfitPin(pin: string, role: Role): Answered<never> | null {
  const problem = pinProblem(pin, role);
  return problem && failure('pinUnfit', { params: { problem, shortest: shortestPin(role) } });
}
