import { createHash } from 'node:crypto';
import type { Answered } from '../../../shared/contract/errors.ts';
import type { MonthView } from '../../../shared/contract/reconciliation.ts';
import { addMonths, type Month } from '../../../shared/domain/difference.ts';
import { fen } from '../../../shared/domain/money.ts';
import {
  monthLockProblems,
  monthTotals,
  rollForwardTies,
  type MonthAct,
  type MonthTotals,
} from '../../../shared/domain/monthLock.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import { failure } from '../../log/failure.ts';
import type { DeskNeeds } from './types.ts';

/** The months of the books: their control totals, locking and unlocking. */
export function createMonths(given: DeskNeeds) {
  const { ledger } = given;
  const profileId = () => given.profile().id;

  async function totalsOf(month: Month): Promise<MonthTotals> {
    const days = await ledger.monthDays(profileId(), month);
    const runs = await ledger.runSummaries(profileId(), `${month}01` as BusinessDate, `${month}31` as BusinessDate);
    const rows: MonthTotals['days'] = [];
    for (const { day, state } of days) {
      const run = runs.find((one) => one.day === day);
      const sums = await ledger.daySums(profileId(), day);
      rows.push({
        day,
        state,
        run: run?.id ?? null,
        result: run?.resultSha256 ?? null,
        payments: sums.payments,
        refunds: sums.refunds,
        fee_fen: sums.fee_fen - sums.returned_fee_fen,
      });
    }
    const { rollForward, atRisk } = await ledger.monthDifferences(profileId(), month);
    return monthTotals(month, rows, rollForward, atRisk);
  }

  async function view(month: Month): Promise<MonthView> {
    const acts = await ledger.monthActs(profileId());
    const own = acts.filter((act) => act.month === month);
    const locked = own[0]?.act === 'lock';
    const before = addMonths(month, -1);
    const touched = (await ledger.monthDays(profileId(), before)).some(({ comparedAt }) => comparedAt !== null);
    const totals = locked ? own[0]!.totals : await totalsOf(month);
    const problems = monthLockProblems(month, await ledger.monthDays(profileId(), month), {
      now: given.now(),
      locked,
      earlierOpen: touched && acts.find((act) => act.month === before)?.act !== 'lock',
    });
    if (!locked && !rollForwardTies(totals.differences)) problems.push({ code: 'untied', days: [] });
    return { month, locked, problems, totals, acts: own, ...(await ledger.lateDifferences(profileId(), month)) };
  }

  async function turn(act: Omit<MonthAct, 'digest' | 'at' | 'by'>): Promise<Answered<MonthView>> {
    const digest = createHash('sha256').update(JSON.stringify(act.totals)).digest('hex');
    const written = await ledger.addMonthAct(profileId(), {
      ...act,
      digest,
      at: given.now(),
      by: given.actor()?.name ?? '',
    });
    if (!written) return failure('stateChanged');
    await given.audit.record({
      act: act.act === 'lock' ? 'month.locked' : 'month.unlocked',
      subject: act.month,
      after: { digest, net: act.totals.net_fen, reason: act.reason || null, approvedBy: act.approvedBy || null },
    });
    given.changed(null);
    return ok(await view(act.month));
  }

  return {
    view,

    async lock(month: Month): Promise<Answered<MonthView>> {
      const now = await view(month);
      if (now.problems.length > 0) return failure(now.locked ? 'monthLocked' : 'monthNotReady');
      return turn({ month, act: 'lock', approvedBy: '', reason: '', totals: now.totals });
    },

    /**
     * Level 4 of the ladder: two people, where there are two, and the month's net typed by hand. A later month that is
     * locked stands on this one, so it has to be unlocked first.
     *
     * @param typed the net in fen as the person typed it
     */
    async unlock(
      month: Month,
      how: { typed: number; reason: string; approvalId: string | null },
    ): Promise<Answered<MonthView>> {
      const now = await view(month);
      const acts = await ledger.monthActs(profileId());
      if (!now.locked) return failure('stateChanged');
      if (acts.find((act) => act.month === addMonths(month, 1))?.act === 'lock') return failure('monthLocked');
      if (how.typed !== now.totals.net_fen) return failure('badRequest');
      let approvedBy = '';
      if (given.secondPersonPossible()) {
        const actor = given.actor();
        if (!actor || how.approvalId === null) return failure('approvalNeeded');
        const amount = fen(Math.abs(now.totals.net_fen));
        const binding = { act: 'monthUnlock' as const, subject: month, paymentId: null, amount };
        const taken = await given.approvals.take(how.approvalId, actor, binding);
        if (!taken.ok) return taken;
        approvedBy = taken.data.approver.name;
      }
      return turn({ month, act: 'unlock', approvedBy, reason: how.reason, totals: now.totals });
    },
  };
}

export type Months = ReturnType<typeof createMonths>;
