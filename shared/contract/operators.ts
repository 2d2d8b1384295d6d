import { z } from 'zod';
import { MAX_FEN, type Fen } from '../domain/money.ts';
import { roles, type Role } from '../domain/permission.ts';
import type { Instant } from '../domain/time.ts';
import { fenSchema, paymentIdSchema } from './payments.ts';

export const operatorIdSchema = z.string().min(1).max(64);
/** As it was typed: whether it may be chosen, or is the right one, is not the contract's to say. */
export const pinSchema = z.string().min(1).max(32);
export const operatorNameSchema = z.string().trim().min(1).max(20);
export const roleSchema = z.enum(roles);

/** Somebody at the console as the window may know them at any time, also while it is locked. */
export interface OperatorName {
  id: string;
  name: string;
  role: Role;
}

/** Somebody on the list of operators. */
export interface OperatorView extends OperatorName {
  createdAt: Instant;
  /** Wrong PINs in a row. */
  wrongPins: number;
}

/** Whoever is at the console now. `id` is `null` for the owner of a shop without operators. */
export interface OperatorHere {
  id: string | null;
  name: string;
  role: Role;
}

/** Roles whose refunds can be limited; an owner's are not, and the others make none. */
export const limitedRoles = ['cashier', 'manager'] as const;
export type LimitedRole = (typeof limitedRoles)[number];

const limit = fenSchema.nullable();
const limitsSchema = z.strictObject({ each: limit, perDay: limit });
/** What one person of a role may refund without a second one, in fen; `null` is no limit. */
export const limitsByRoleSchema = z.strictObject({ cashier: limitsSchema, manager: limitsSchema });
export type LimitsByRole = Record<LimitedRole, { each: Fen | null; perDay: Fen | null }>;

/**
 * What a second person must agree to before these limits replace those: every limit that is raised, with the highest of
 * them as the amount. `null` when none is raised.
 */
export function limitsBinding(from: LimitsByRole, to: LimitsByRole): ApprovalRequest | null {
  const raised = limitedRoles.flatMap((role) =>
    (['each', 'perDay'] as const).flatMap((which) => {
      const [before, after] = [from[role][which], to[role][which]];
      const isRaised = before !== null && (after === null || after > before);
      return isRaised ? [{ what: `${role}.${which}=${after ?? 'none'}`, amount: after ?? MAX_FEN }] : [];
    }),
  );
  if (raised.length === 0) return null;
  const subject = raised.map(({ what }) => what).join(' ');
  return { act: 'limits', subject, paymentId: null, amount: Math.max(...raised.map(({ amount }) => amount)) };
}

/** What a second person agrees to (`ApprovalBinding` of `main/operators`). */
export const approvalBindingSchema = z.strictObject({
  act: z.enum(['refund', 'refundBatch', 'limits', 'monthUnlock', 'resolve']),
  subject: z.string().min(1).max(200),
  paymentId: paymentIdSchema.nullable(),
  amount: fenSchema,
});
export type ApprovalRequest = z.input<typeof approvalBindingSchema>;
