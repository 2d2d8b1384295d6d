import { basename } from 'node:path';
import type { Answered } from '../../../shared/contract/errors.ts';
import type { DifferenceDetail, OriginalText } from '../../../shared/contract/reconciliation.ts';
import type { ResolveReason } from '../../../shared/domain/difference.ts';
import { fen } from '../../../shared/domain/money.ts';
import type { ReconciliationException } from '../../../shared/domain/reconciliation/run.ts';
import { ok } from '../../../shared/domain/result.ts';
import { failure } from '../../log/failure.ts';
import { readOriginalLine } from '../index.ts';
import type { DeskNeeds } from './types.ts';
import { paymentWordOf, refundWordOf } from './words.ts';

/** What people do with one difference. */
export function createDifferences(given: DeskNeeds) {
  const { ledger } = given;
  const profileId = () => given.profile().id;
  const by = () => given.actor()?.name ?? '';

  async function detail(id: string): Promise<Answered<DifferenceDetail>> {
    const found = await ledger.difference(profileId(), id);
    if (!found) return failure('notFound');
    const { difference, exception, notes } = found;
    const paymentId = await paymentOf(exception);
    const word = paymentWordOf(exception);
    const open = difference.state === 'open';
    return ok({
      difference,
      exception,
      notes,
      paymentId,
      needsApproval: given.secondPersonPossible() && difference.atRisk > 0,
      adoptable:
        open &&
        (difference.kind === 'refund'
          ? (await lackingRefund(exception, paymentId)) !== null
          : difference.outcome === 'MISS-US' && word !== null && paymentId === null),
      updatable: open && paymentId !== null && word !== null && behind.has(difference.outcome),
    });
  }

  /** What the statement says of a refund of a payment that the ledger has, while it has not the refund. */
  async function lackingRefund(exception: ReconciliationException, paymentId: string | null) {
    const word = paymentId === null ? null : refundWordOf(exception, paymentId);
    return word === null || (await ledger.refund(word.requestNumber)) !== null ? null : word;
  }

  /** The name of the second person, empty where none was needed; their approval is used up. */
  async function approvedBy(
    { difference, paymentId, needsApproval }: DifferenceDetail,
    approvalId: string | null,
  ): Promise<Answered<string>> {
    if (!needsApproval) return ok('');
    const actor = given.actor();
    if (!actor || approvalId === null) return failure('approvalNeeded');
    const binding = { act: 'resolve' as const, subject: difference.id, paymentId, amount: fen(difference.atRisk) };
    const taken = await given.approvals.take(approvalId, actor, binding);
    return taken.ok ? ok(taken.data.approver.name) : taken;
  }

  /** The payment that it is about, or whose refund it is about, as far as the ledger has it. */
  async function paymentOf({ ledger: ours, statement, kind }: ReconciliationException): Promise<string | null> {
    const number =
      kind === 'refund'
        ? ours?.original_request_number || statement?.original_request_number
        : ours?.request_number || statement?.request_number;
    if (!number) return null;
    const payment = await ledger.payment(number);
    return payment?.profileId === profileId() ? payment.id : null;
  }

  async function resolve(
    id: string,
    how: { reason: ResolveReason; text: string; approvalId: string | null },
  ): Promise<Answered<DifferenceDetail>> {
    const before = await detail(id);
    if (!before.ok) return before;
    const { difference } = before.data;
    const approved = await approvedBy(before.data, how.approvalId);
    if (!approved.ok) return approved;
    const note = { at: given.now(), kind: 'resolved' as const, by: by(), approvedBy: approved.data, text: how.text };
    if (!(await ledger.resolveDifference(profileId(), id, how.reason, note))) return failure('stateChanged');
    await given.audit.record({
      act: 'reconciliation.resolved',
      subject: id,
      before: { outcome: difference.outcome, atRisk: difference.atRisk },
      after: { reason: how.reason, approvedBy: approved.data || null },
    });
    given.changed(difference.day);
    return detail(id);
  }

  return {
    detail,
    resolve,

    async reopen(id: string, text: string): Promise<Answered<DifferenceDetail>> {
      const note = { at: given.now(), kind: 'reopened' as const, by: by(), text };
      if (!(await ledger.reopenDifference(profileId(), id, note))) return failure('stateChanged');
      await given.audit.record({ act: 'reconciliation.resolved', subject: id, after: { reopened: true } });
      given.changed(null);
      return detail(id);
    },

    async comment(id: string, text: string): Promise<Answered<DifferenceDetail>> {
      const noted = await ledger.noteDifference(profileId(), id, { at: given.now(), kind: 'comment', by: by(), text });
      return noted ? detail(id) : failure('notFound');
    },

    async assign(id: string, owner: { id: string; name: string } | null): Promise<Answered<DifferenceDetail>> {
      const note = { at: given.now(), kind: 'assigned' as const, by: by(), text: owner ? owner.name || owner.id : '' };
      const assigned = await ledger.assignDifference(profileId(), id, owner, note);
      if (!assigned) return failure('notFound');
      given.changed(null);
      return detail(id);
    },

    /** Takes a payment that only the statement has into the ledger. */
    async adopt(id: string): Promise<Answered<DifferenceDetail>> {
      const before = await detail(id);
      if (!before.ok) return before;
      const word = paymentWordOf(before.data.exception);
      if (!before.data.adoptable || !word) return failure('stateChanged');
      const adopted = await given.payments.adoptFromStatement(word);
      if (!adopted.ok) return adopted;
      await given.audit.record({
        act: 'payment.adopted',
        subject: word.requestNumber,
        after: { amount: word.amount, state: adopted.data.state, from: word.place },
      });
      await ledger.noteDifference(profileId(), id, {
        at: given.now(),
        kind: 'adopted',
        by: by(),
        text: adopted.data.state,
      });
      given.changed(before.data.difference.day);
      return detail(id);
    },

    /**
     * Takes a refund that was made elsewhere, and that only Huifu's trade statement has, into the ledger. Who may settle a
     * difference with money at risk may do it, and no sooner.
     */
    async adoptRefund(id: string, approvalId: string | null): Promise<Answered<DifferenceDetail>> {
      const before = await detail(id);
      if (!before.ok) return before;
      const { exception, paymentId, difference, adoptable } = before.data;
      const word = adoptable ? await lackingRefund(exception, paymentId) : null;
      if (word === null) return failure('stateChanged');
      const approved = await approvedBy(before.data, approvalId);
      if (!approved.ok) return approved;
      const taken = await given.refunds.takeOver(word);
      if (!taken.ok) return taken;
      const { amount, state } = taken.data;
      await given.audit.record({
        act: 'refund.adopted',
        subject: word.requestNumber,
        after: { amount, state, payment: word.paymentId, from: word.place, approvedBy: approved.data || null },
      });
      const note = { at: given.now(), kind: 'adopted' as const, by: by(), approvedBy: approved.data, text: state };
      await ledger.noteDifference(profileId(), id, note);
      given.changed(difference.day);
      return detail(id);
    },

    /** Asks the gateway about a payment that is behind; with `trust`, the statement counts where the gateway is silent. */
    async update(id: string, trust: boolean): Promise<Answered<DifferenceDetail>> {
      const before = await detail(id);
      if (!before.ok) return before;
      const { exception, paymentId, updatable } = before.data;
      const word = paymentWordOf(exception);
      if (!updatable || !word || paymentId === null) return failure('stateChanged');
      const learnt = await given.payments.learnFromStatement(paymentId, word, trust);
      if (!learnt.ok) return learnt;
      await ledger.noteDifference(profileId(), id, {
        at: given.now(),
        kind: 'asked',
        by: by(),
        text: learnt.data.state,
      });
      given.changed(before.data.difference.day);
      return detail(id);
    },

    /** The bytes of a line of a statement, as they came. */
    async original(
      runId: string,
      place: { file: string; entry: string; line: number },
    ): Promise<Answered<OriginalText>> {
      const run = await ledger.run(runId);
      const statement = run?.statements.find(({ name }) => name === basename(place.file));
      if (!run || run.profileId !== profileId() || !statement) return failure('notFound');
      try {
        const { bytes, text } = await readOriginalLine(given.shelf.pathOf(statement.sha256), place);
        return ok({ hex: Buffer.from(bytes).toString('hex'), text, ...statement });
      } catch (error) {
        given.warn('an original line could not be read', { error });
        return failure('fileUnreadable');
      }
    },
  };
}

export type Differences = ReturnType<typeof createDifferences>;

/** Outcomes in which the statement knows more of a payment than the ledger. */
const behind: ReadonlySet<string> = new Set(['STAT-UP', 'CLOSE-PAID']);
