import { limitsByRoleSchema, type LimitsByRole } from '../../shared/contract/operators.ts';
import { fen } from '../../shared/domain/money.ts';
import { may, type Role } from '../../shared/domain/permission.ts';
import type { Ledger } from '../ledger/types.ts';
import type { Actor, RefundLimits } from './types.ts';

const SETTING = 'refundLimits';

/** What a shop begins with (product.md §6.3). */
export const starterLimits: LimitsByRole = {
  cashier: { each: fen(20_000), perDay: fen(50_000) },
  manager: { each: fen(200_000), perDay: null },
};

const NO_LIMIT: RefundLimits = { each: null, perDay: null };
const NONE: RefundLimits = { each: fen(0), perDay: fen(0) };

export async function loadLimits(ledger: Ledger): Promise<LimitsByRole> {
  const stored = limitsByRoleSchema.safeParse(parseJson(await ledger.setting(SETTING)));
  return stored.success ? stored.data : starterLimits;
}

export async function saveLimits(ledger: Ledger, limits: LimitsByRole): Promise<void> {
  await ledger.saveSetting(SETTING, JSON.stringify(limits));
}

export function limitsFor(role: Role, limits: LimitsByRole): RefundLimits {
  if (role === 'owner') return NO_LIMIT;
  return role === 'cashier' || role === 'manager' ? limits[role] : NONE;
}

/** `true` when `limit` allows no more than `ceiling` does. */
export function within(limit: RefundLimits, ceiling: RefundLimits): boolean {
  return isBelow(limit.each, ceiling.each) && isBelow(limit.perDay, ceiling.perDay);
}

function isBelow(value: number | null, top: number | null): boolean {
  return top === null || (value !== null && value <= top);
}

/**
 * Whether somebody may make or unmake somebody of this role, or change their PIN: nobody grants more than they hold, and
 * only an owner has a say over owners and managers.
 */
export function mayManage(actor: Actor, role: Role): boolean {
  if (!may(actor.role, 'operators')) return false;
  return actor.role === 'owner' || (role !== 'owner' && role !== 'manager');
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
