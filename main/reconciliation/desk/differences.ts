import { basename } from 'node:path';
import type { Answered } from '../../../shared/contract/errors.ts';
import type { DifferenceDetail, OriginalText } from '../../../shared/contract/reconciliation.ts';
import type { ResolveReason } from '../../../shared/domain/difference.ts';
import { fen } from '../../../shared/domain/money.ts';
import type { ReconciliationException, StatementEntry } from '../../../shared/domain/reconciliation/run.ts';
import { ok } from '../../../shared/domain/result.ts';
import { instant, parseBusinessDate, startOfBusinessDate, type BusinessDate } from '../../../shared/domain/time.ts';
import { failure } from '../../log/failure.ts';
import type { StatementWord } from '../../payments/fromStatement.ts';
import { readOriginalLine } from '../index.ts';
import type { DeskNeeds } from './types.ts';

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
    const word = wordOf(exception);
    const open = difference.state === 'open';
    return ok({
      difference,
      exception,
      notes,
      paymentId,
      needsApproval: given.secondPersonPossible() && difference.atRisk > 0,
      adoptable: open && difference.outcome === 'MISS-US' && word !== null && paymentId === null,
      updatable: open && paymentId !== null && word !== null && behind.has(difference.outcome),
    });
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
    const { difference, paymentId, needsApproval } = before.data;
    let approvedBy = '';
    if (needsApproval) {
      const actor = given.actor();
      if (!actor || how.approvalId === null) return failure('approvalNeeded');
      const taken = await given.approvals.take(how.approvalId, actor, {
        act: 'resolve',
        subject: id,
        paymentId,
        amount: fen(difference.atRisk),
      });
      if (!taken.ok) return taken;
      approvedBy = taken.data.approver.name;
    }
    const note = { at: given.now(), kind: 'resolved' as const, by: by(), approvedBy, text: how.text };
    if (!(await ledger.resolveDifference(profileId(), id, how.reason, note))) return failure('stateChanged');
    await given.audit.record({
      act: 'reconciliation.resolved',
      subject: id,
      before: { outcome: difference.outcome, atRisk: difference.atRisk },
      after: { reason: how.reason, approvedBy: approvedBy || null },
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
      const note = { at: given.now(), kind: 'assigned' as const, by: by(), text: owner?.name ?? '' };
      const assigned = await ledger.assignDifference(profileId(), id, owner, note);
      if (!assigned) return failure('notFound');
      given.changed(null);
      return detail(id);
    },

    /** Takes a payment that only the statement has into the ledger. */
    async adopt(id: string): Promise<Answered<DifferenceDetail>> {
      const before = await detail(id);
      if (!before.ok) return before;
      const word = wordOf(before.data.exception);
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

    /** Asks the gateway about a payment that is behind; with `trust`, the statement counts where the gateway is silent. */
    async update(id: string, trust: boolean): Promise<Answered<DifferenceDetail>> {
      const before = await detail(id);
      if (!before.ok) return before;
      const { exception, paymentId, updatable } = before.data;
      const word = wordOf(exception);
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

/** What the statement says of a payment; `null` when it is no payment, or does not name one. */
function wordOf({ statement, kind }: ReconciliationException): StatementWord | null {
  if (!statement || kind !== 'payment' || statement.request_number === '') return null;
  const requestDate = parseBusinessDate(statement.request_date || statement.trade_date);
  if (!requestDate || !statement.status || statement.status === 'refunded') return null;
  return {
    requestDate,
    requestNumber: statement.request_number,
    huifuNumber: statement.huifu_number,
    partyOrderNumber: statement.party_order_number,
    walletNumber: statement.wallet_number,
    amount: statement.amount_fen,
    customerPaid: statement.paid_fen,
    fee: wholeFen(statement.fee_millifen),
    news: statement.status,
    at: momentOf(statement, requestDate),
    place: `${statement.file}:${statement.line}`,
  };
}

/** A fee that is no whole number of fen is not written into the ledger as if it were. */
function wholeFen(millifen: number | null): number | null {
  return millifen === null || millifen % 1000 !== 0 ? null : Math.abs(millifen) / 1000;
}

/** When it happened; noon of its day where the statement tells no time. */
function momentOf({ event_time }: StatementEntry, day: BusinessDate) {
  const parsed = Date.parse(event_time);
  return instant(Number.isFinite(parsed) ? parsed : startOfBusinessDate(day) + 12 * 3_600_000);
}
