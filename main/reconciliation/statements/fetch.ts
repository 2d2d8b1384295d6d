import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { QUERIES_A_DAY, type QueryOutcome, type StatementWait } from '../../../shared/domain/statement.ts';
import { businessDateOf, instant } from '../../../shared/domain/time.ts';
import type { StatementAnswer, StatementOutcome } from '../../gateway/statementTypes.ts';
import type { JobControl } from '../../jobs/types.ts';
import { endOfDay, readyAt } from './calendar.ts';
import { codeOf } from './advice.ts';
import { collect } from './collect.ts';
import type { Ask } from './plan.ts';
import { saveSettings } from './settings.ts';
import { askSwitch } from './switch.ts';
import { again, newNumber, saidBy, turnAll, waitingTime, type Turn } from './turns.ts';
import type { StatementsNeeds } from './types.ts';

/** Until a call that did not leave this machine is tried again: it costs nothing of the limit. */
const OFFLINE_MS = 5 * 60_000;

/** The Beijing day that a question counts for: by Huifu's clock, as far as that is known. */
export function countedDay(needs: StatementsNeeds, aheadMs = needs.clockAheadMs()) {
  return businessDateOf(instant(Math.round(needs.now() + (aheadMs ?? 0))));
}

/**
 * Asks one question and serves everybody who waits for its answer. The question is on disk, and counted, before it leaves;
 * what cannot be known to have reached nobody stays counted.
 *
 * @returns why the job failed, or `null`
 */
export async function runAsk(needs: StatementsNeeds, ask: Ask, control: JobControl): Promise<ErrorCode | null> {
  const { ledger } = needs;
  const gateway = await needs.gateway();
  if (!gateway.ok) {
    await turnAll(needs, ask.waits, () => ({
      state: 'waiting',
      problem: 'offline',
      dueAt: instant(needs.now() + OFFLINE_MS),
    }));
    return gateway.error.code;
  }
  // By a clock that was turned a question would be counted for another day than Huifu counts it for.
  const { opened } = await askSwitch(needs);
  if (opened === false) {
    await turnAll(needs, ask.waits, () => ({ state: 'notOpened' }));
    return 'statementNotOpened';
  }
  const now = needs.now();
  const number = newNumber(needs);
  const { fileDate, kind } = ask;
  const { huifuId } = needs.profile();
  const query = { ...number, huifuId, day: countedDay(needs), at: now, fileDate, kind };
  if (!(await ledger.startStatementQuery(query, QUERIES_A_DAY))) return 'statementQuota';
  await needs.audit.record({
    act: 'statement.fetched',
    subject: number.requestNumber,
    after: { fileDate, kind: kind ?? 'all' },
  });
  const asked = ask.waits.map((wait) => ({ ...wait, tries: wait.tries + 1 }));
  await ledger.saveStatementWaits(asked);

  const answered = await gateway.data.queryStatements(number, fileDate, kind);
  const { outcome } = answered;
  needs.saw(outcome);
  const answer = outcome.kind === 'notSent' ? null : outcome.answer;
  // Whose clock is right is known now, if it was not before.
  const day = countedDay(needs, answer?.clockAheadMs ?? needs.clockAheadMs());
  await ledger.endStatementQuery({ ...number, day }, queryOutcome(answered), answer);

  if (outcome.kind === 'accepted') return collect(needs, { ...ask, waits: asked }, outcome.value, number, control);
  if (answered.refusal === 'notOpened') await saveSettings(needs, { notOpened: true });
  // A question that Huifu did not take is none of the tries.
  const spent = !['notSent', 'usedUp'].includes(queryOutcome(answered));
  await turnAll(needs, spent ? asked : ask.waits, (wait) => turnFor(needs, answered, wait));
  return codeOf(answered);
}

function queryOutcome({ outcome, refusal }: StatementOutcome<StatementAnswer>): QueryOutcome {
  if (refusal === 'usedUp') return 'usedUp';
  switch (outcome.kind) {
    case 'accepted':
      return 'answered';
    case 'notSent':
    case 'throttled':
      return 'notSent';
    case 'unknown':
      return 'sent';
    case 'rejected':
    case 'duplicate':
    case 'notFound':
      return 'refused';
  }
}

function turnFor(needs: StatementsNeeds, answered: StatementOutcome<StatementAnswer>, wait: StatementWait): Turn {
  const { outcome, refusal } = answered;
  const now = needs.now();
  const said = outcome.kind === 'notSent' ? null : saidBy(outcome.answer);
  if (refusal === 'usedUp') return { state: wait.state, problem: null, dueAt: wait.dueAt };
  if (refusal === 'notOpened') return { state: 'notOpened', said };
  switch (outcome.kind) {
    case 'notSent':
      return { state: 'waiting', problem: 'offline', dueAt: instant(now + OFFLINE_MS) };
    case 'throttled':
      return { state: 'waiting', problem: 'refused', said, dueAt: instant(now + outcome.retryAfterMs) };
    case 'unknown':
      return again(wait, 'noAnswer', now + waitingTime(needs), said);
    default:
      // The same question on the same day gets the same answer.
      return again(wait, 'refused', Math.max(endOfDay(now), readyAt(wait.kind, wait.fileDate)), said);
  }
}
