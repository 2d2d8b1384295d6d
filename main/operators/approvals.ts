import { randomUUID } from 'node:crypto';
import type { Answered } from '../../shared/contract/errors.ts';
import type { AuditNote } from '../../shared/domain/audit.ts';
import type { Fen } from '../../shared/domain/money.ts';
import { may } from '../../shared/domain/permission.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { ApprovalRow } from '../ledger/interfaces/operators.ts';
import type { Ledger } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import { actorOf, type People } from './people.ts';
import type { Actor, ApprovalBinding, Approvals, OperatorRules } from './types.ts';

/** How long an approval may wait to be used. */
const APPROVAL_MS = 300_000;

export interface ApprovalDesk extends Approvals {
  /** Whether there is anybody else who could agree to this amount. */
  possible(requester: Actor, amount: Fen): boolean;
  /** Takes down that the approver agrees, after their own PIN. */
  give(
    requester: Actor,
    approverId: string,
    pin: string,
    binding: ApprovalBinding,
  ): Promise<Answered<{ approvalId: string }>>;
}

export function createApprovals(needs: {
  ledger: Ledger;
  people: People;
  rules: OperatorRules;
  now(): Instant;
  steady(): number;
  audit(note: AuditNote): Promise<void>;
}): ApprovalDesk {
  const { ledger, people, rules, now, steady } = needs;
  /** When approvals of this run were given, by a clock that nobody can turn. */
  const given = new Map<string, number>();

  const covers = (approver: Actor, amount: Fen) => {
    const { each } = rules.refundLimits(approver.role);
    return may(approver.role, 'approve') && (each === null || amount <= each);
  };

  const refused = (binding: ApprovalBinding, after: Record<string, string>) =>
    needs.audit({ act: 'approval.refused', subject: binding.subject, after: { ...noted(binding), ...after } });

  /** Not too old by either clock, and not from the future: a clock that was turned back makes nothing young again. */
  function isFresh({ id, givenAt }: ApprovalRow): boolean {
    const age = now() - givenAt;
    return age >= 0 && age < APPROVAL_MS && steady() - (given.get(id) ?? steady()) < APPROVAL_MS;
  }

  return {
    possible: (requester, amount) =>
      people.present().some((row) => row.id !== requester.operatorId && covers(actorOf(row), amount)),

    async give(requester, approverId, pin, binding) {
      if (requester.operatorId === null || requester.operatorId === approverId) {
        await refused(binding, { why: 'self' });
        return failure('selfApproval');
      }
      const proven = await people.prove(approverId, pin);
      if (!proven.ok) return proven;
      if (!covers(proven.data, binding.amount)) {
        await refused(binding, { why: 'unfit', approver: approverId });
        return failure('approverUnfit', { params: { name: proven.data.name } });
      }
      const id = randomUUID();
      const { act, subject, paymentId, amount } = binding;
      const requesterId = requester.operatorId;
      await ledger.insertApproval({ id, act, subject, paymentId, amount, requesterId, approverId, givenAt: now() });
      given.set(id, steady());
      await needs.audit({
        act: 'approval.given',
        subject,
        after: { ...noted(binding), requester: requesterId, approver: approverId },
      });
      return ok({ approvalId: id });
    },

    async take(id, requester, binding) {
      const row = await ledger.approval(id);
      // Whatever it turns out to be worth, it is used up: a second use, with whatever change, needs a second agreement.
      const ended = row !== null && (await ledger.endApproval(id, now()));
      const approver = row && people.find(row.approverId);
      const same =
        row !== null &&
        row.act === binding.act &&
        row.subject === binding.subject &&
        row.paymentId === binding.paymentId &&
        row.amount === binding.amount &&
        row.requesterId === requester.operatorId &&
        row.approverId !== requester.operatorId;
      if (ended && approver && same && isFresh(row) && covers(actorOf(approver), binding.amount)) {
        return ok({ approver: actorOf(approver) });
      }
      await refused(binding, { why: !row ? 'unknown' : !ended ? 'used' : !same ? 'changed' : 'stale' });
      return failure('approvalVoid');
    },
  };
}

function noted({ act, paymentId, amount }: ApprovalBinding) {
  return { for: act, payment: paymentId, amount };
}
