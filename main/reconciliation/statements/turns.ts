import { newRequestNumber } from '../../../shared/domain/requestNumber.ts';
import type { FetchProblem, StatementWait, WaitState } from '../../../shared/domain/statement.ts';
import { businessDateOf, instant, type BusinessDate, type Instant } from '../../../shared/domain/time.ts';
import type { CallNumber } from '../../gateway/types.ts';
import type { StatementsNeeds } from './types.ts';

/** Huifu makes a file in half an hour or more (§3.8.3); in practice a moment is enough. */
export const patience = { live: 30 * 60_000, practice: 3_000 } as const;

/** Questions about one statement that bring nothing, after which a person has to ask again. */
const MOST_TRIES = 3;

/** What a wait turns into. */
export interface Turn {
  state: WaitState;
  dueAt?: Instant;
  problem?: FetchProblem | null;
  said?: string | null;
  alone?: boolean;
  /** Only of a month, whose file may come under a later date. */
  fileDate?: BusinessDate;
}

export function turned(wait: StatementWait, turn: Turn, now: Instant): StatementWait {
  const open = turn.state === 'waiting' || turn.state === 'generating';
  return { ...wait, problem: null, said: null, ...turn, wanted: open && wait.wanted, changedAt: now };
}

/** Tries once more later, or gives up after {@link MOST_TRIES}. */
export function again(wait: StatementWait, problem: FetchProblem, dueAt: number, said: string | null = null): Turn {
  if (wait.tries >= MOST_TRIES) return { state: 'failed', problem, said };
  return { state: 'waiting', problem, said, dueAt: instant(dueAt) };
}

export function waitingTime(needs: Pick<StatementsNeeds, 'profile'>): number {
  return patience[needs.profile().environment];
}

export function saidBy(answer: { respCode: string; respDesc: string } | null): string | null {
  return answer === null ? null : `${answer.respCode} ${answer.respDesc}`.trim();
}

export async function turnAll(
  needs: Pick<StatementsNeeds, 'ledger' | 'now'>,
  waits: readonly StatementWait[],
  turn: (wait: StatementWait) => Turn,
): Promise<void> {
  await needs.ledger.saveStatementWaits(waits.map((wait) => turned(wait, turn(wait), needs.now())));
}

/** A fresh request number with the Beijing date it belongs to. */
export function newNumber({ now, till }: Pick<StatementsNeeds, 'now' | 'till'>): CallNumber {
  const at = now();
  return { requestDate: businessDateOf(at), requestNumber: newRequestNumber('statement', at, till()) };
}
