import type { PlannedWait } from '../../../shared/contract/statements.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { StatementKind, StatementPeriod, StatementWait } from '../../../shared/domain/statement.ts';
import { businessDateOf, instant } from '../../../shared/domain/time.ts';
import { failure } from '../../log/failure.ts';
import { adviceOf } from './advice.ts';
import { isFetchable, newWait } from './calendar.ts';
import { quotaOf } from './overview.ts';
import { planOf } from './plan.ts';
import { saveSettings } from './settings.ts';
import { newNumber, waitingTime } from './turns.ts';
import type { StatementsNeeds, StatementsRoom } from './types.ts';

/** What a person may wish for. A wish is on disk before anything is asked; the schedule fulfils it. */
export function createWishes(
  needs: StatementsNeeds,
  soon: () => void,
): Pick<StatementsRoom, 'fetch' | 'regenerate' | 'forget'> {
  const atOnce = () => needs.profile().environment === 'practice';

  /** When the given waits will be asked for as things stand. */
  async function planned(keys: readonly StatementWait[]): Promise<PlannedWait[]> {
    const open = await needs.ledger.statementWaits(needs.profile().id, 'open');
    const { left } = await quotaOf(needs);
    return planOf(open, needs.now(), left).filter((one) =>
      keys.some(({ kind, period }) => one.kind === kind && one.period === period),
    );
  }

  async function wish(kind: StatementKind, period: StatementPeriod): Promise<StatementWait> {
    const { id } = needs.profile();
    const fresh = newWait(id, kind, period, { now: needs.now(), wanted: true, atOnce: atOnce() });
    const known = await needs.ledger.statementWait(id, kind, period);
    // A file that is being made is not asked for sooner because somebody is impatient: that would only cost a question.
    if (known?.state === 'generating') return { ...known, wanted: true };
    return { ...fresh, alone: known?.alone ?? false, fileDate: known?.fileDate ?? fresh.fileDate };
  }

  return {
    async fetch(kinds, period) {
      const today = businessDateOf(needs.now());
      if (!kinds.every((kind) => isFetchable(kind, period, today, atOnce()))) return failure('statementPeriod');
      const waits = await Promise.all(kinds.map((kind) => wish(kind, period)));
      await needs.ledger.saveStatementWaits(waits);
      // Whoever asks by hand may know that it has been opened meanwhile.
      await saveSettings(needs, { notOpened: false });
      const answer = await planned(waits);
      needs.changed();
      soon();
      return ok(answer);
    },

    async regenerate(kind, period) {
      const today = businessDateOf(needs.now());
      if (!isFetchable(kind, period, today, atOnce())) return failure('statementPeriod');
      const gateway = await needs.gateway();
      if (!gateway.ok) return gateway;
      const { requestNumber } = newNumber(needs);
      await needs.audit.record({
        act: 'statement.fetched',
        subject: requestNumber,
        after: { kind, period, regenerate: true },
      });
      const answered = await gateway.data.regenerateStatement(requestNumber, kind, period);
      needs.saw(answered.outcome);
      // A lost answer may have had its effect, which is harmless: the file is asked for in any case.
      if (answered.outcome.kind !== 'accepted' && answered.outcome.kind !== 'unknown')
        return adviceOf(answered, requestNumber);
      const dueAt = instant(needs.now() + waitingTime(needs));
      const wait = { ...(await wish(kind, period)), state: 'generating' as const, dueAt };
      await needs.ledger.saveStatementWaits([wait]);
      const [answer] = await planned([wait]);
      needs.changed();
      soon();
      return answer ? ok(answer) : failure('notFound');
    },

    async forget(kind, period) {
      const dropped = await needs.ledger.dropStatementWait(needs.profile().id, kind, period);
      needs.changed();
      return dropped ? ok(null) : failure('notFound');
    },
  };
}
