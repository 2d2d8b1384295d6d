import { z } from 'zod';
import { channel, nothing } from '../channel.ts';
import {
  approvalBindingSchema,
  limitsByRoleSchema,
  operatorIdSchema,
  operatorNameSchema,
  pinSchema,
  roleSchema,
  type LimitsByRole,
  type OperatorView,
} from '../operators.ts';

/** Who is at the console, the people who may be, their limits, and second-person approvals. */
export const operatorsChannels = {
  'session.signIn': channel<null>()(z.strictObject({ operatorId: operatorIdSchema, pin: pinSchema })),
  /** Signs out; also where nobody has to sign in, where it does nothing. */
  'session.lock': channel<null>()(nothing),
  /** Somebody moved the mouse or pressed a key: the time to the idle lock begins anew. */
  'session.active': channel<null>()(nothing),
  /**
   * A new PIN for an owner who forgot theirs: opens a file dialog for the merchant's private key, which must be the one
   * that this console's merchant signs with.
   */
  'session.recover': channel<null>()(
    z.strictObject({
      operatorId: operatorIdSchema,
      newPin: pinSchema,
      passphrase: z.string().min(1).max(1024).optional(),
    }),
  ),
  'operators.list': channel<OperatorView[]>()(nothing),
  /** The first one must be an owner, and is signed in at once. `pin` is the PIN of whoever adds; not needed for the first. */
  'operators.add': channel<null>()(
    z.strictObject({
      name: operatorNameSchema,
      role: roleSchema,
      newPin: pinSchema,
      pin: pinSchema.optional(),
    }),
  ),
  'operators.change': channel<null>()(
    z.strictObject({
      operatorId: operatorIdSchema,
      name: operatorNameSchema.optional(),
      role: roleSchema.optional(),
      newPin: pinSchema.optional(),
      pin: pinSchema,
    }),
  ),
  'operators.remove': channel<null>()(z.strictObject({ operatorId: operatorIdSchema, pin: pinSchema })),
  /** One's own. */
  'operators.changePin': channel<null>()(z.strictObject({ pin: pinSchema, newPin: pinSchema })),
  'operators.limits': channel<LimitsByRole>()(nothing),
  'operators.setLimits': channel<null>()(
    z.strictObject({
      limits: limitsByRoleSchema,
      pin: pinSchema.optional(),
      /** Where a limit is raised and somebody else could agree to it (`limitsBinding`). */
      approvalId: z.string().max(64).optional(),
    }),
  ),
  /** The approver types their own PIN at the requester's screen. */
  'approvals.give': channel<{ approvalId: string }>()(
    z.strictObject({ approverId: operatorIdSchema, pin: pinSchema, binding: approvalBindingSchema }),
  ),
} as const;
