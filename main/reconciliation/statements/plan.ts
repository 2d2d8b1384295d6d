import type { PlannedWait, WaitReason } from '../../../shared/contract/statements.ts';
import { QUERIES_A_DAY, type StatementKind, type StatementWait } from '../../../shared/domain/statement.ts';
import { instant, type BusinessDate, type Instant } from '../../../shared/domain/time.ts';
import { endOfDay } from './calendar.ts';

/** One question to Huifu, and the waits that its answer serves. */
export interface Ask {
  fileDate: BusinessDate;
  /** `null`: everything of that file date. */
  kind: StatementKind | null;
  waits: StatementWait[];
}

/** Waits that one question can serve: those of one file date, unless one has to be asked for by its name. */
interface Group {
  fileDate: BusinessDate;
  due: StatementWait[];
  /** Those that become due later on the same Beijing day. */
  later: StatementWait[];
  wanted: boolean;
}

const DAY_MS = 86_400_000;
/** A new day's first question comes a little after midnight, by whichever clock Huifu counts. */
const NEW_DAY_MS = 5 * 60_000;

function groupsOf(waits: readonly StatementWait[], now: Instant): Group[] {
  const groups = new Map<string, Group>();
  const end = endOfDay(now);
  for (const wait of waits) {
    if (wait.dueAt >= end) continue;
    const key = wait.alone ? `${wait.fileDate} ${wait.kind}` : wait.fileDate;
    const group = groups.get(key) ?? { fileDate: wait.fileDate, due: [], later: [], wanted: false };
    const isDue = wait.dueAt <= now;
    (isDue ? group.due : group.later).push(wait);
    group.wanted ||= wait.wanted && isDue;
    groups.set(key, group);
  }
  return [...groups.values()];
}

function newestFirst(a: { fileDate: string }, b: { fileDate: string }): number {
  if (a.fileDate === b.fileDate) return 0;
  return a.fileDate < b.fileDate ? 1 : -1;
}

/** What a person asked for first, then the newest days: yesterday matters more than last week. */
function byUrgency(a: Group, b: Group): number {
  return Number(b.wanted) - Number(a.wanted) || newestFirst(a, b);
}

/** The times at which these become due, soonest first. */
function momentsOf(waits: readonly StatementWait[]): Instant[] {
  return [...new Set(waits.map(({ dueAt }) => dueAt))].sort((a, b) => a - b);
}

/**
 * Whether there are more questions than the day has left. Then a file date that will have more later today waits, and is
 * asked for once instead of twice.
 */
function isScarce(groups: readonly Group[], left: number): boolean {
  const needed = groups.reduce((sum, { due, later }) => sum + Number(due.length > 0) + momentsOf(later).length, 0);
  return needed > left;
}

/**
 * The next question, if one is due and the day has one left.
 *
 * @param waits the open ones
 * @param left how many questions the day has left
 */
export function nextAsk(waits: readonly StatementWait[], now: Instant, left: number): Ask | null {
  if (left <= 0) return null;
  const groups = groupsOf(waits, now);
  const scarce = isScarce(groups, left);
  const [first] = groups
    .filter(({ due, later, wanted }) => due.length > 0 && (!scarce || later.length === 0 || wanted))
    .sort(byUrgency);
  if (!first) return null;
  return { fileDate: first.fileDate, kind: first.due.length === 1 ? first.due[0]!.kind : null, waits: first.due };
}

/** When each open wait will be asked for as things stand, and why not sooner; soonest first. */
export function planOf(waits: readonly StatementWait[], now: Instant, left: number): PlannedWait[] {
  const end = endOfDay(now);
  const groups = groupsOf(waits, now);
  const scarce = isScarce(groups, left);
  const planned: PlannedWait[] = [];
  const plan = (wait: StatementWait, at: number, reason: WaitReason) => {
    const { profileId: _, ...shown } = wait;
    planned.push({ ...shown, plannedAt: instant(at), reason });
  };

  let remaining = left;
  let overflow = 0;
  const question = (members: StatementWait[], at: number, reason: (wait: StatementWait) => WaitReason) => {
    if (members.length === 0) return;
    if (remaining > 0) {
      remaining -= 1;
      for (const wait of members) plan(wait, at, reason(wait));
      return;
    }
    const day = Math.floor(overflow / QUERIES_A_DAY);
    overflow += 1;
    for (const wait of members) plan(wait, end + day * DAY_MS + NEW_DAY_MS, 'quota');
  };

  for (const { due, later, wanted } of groups.sort(byUrgency)) {
    const moments = momentsOf(later);
    const last = moments.at(-1);
    if (scarce && last !== undefined && !wanted) {
      question([...due, ...later], last, (wait) => (wait.dueAt < last ? 'merged' : notYet(wait)));
      continue;
    }
    question(due, now, () => 'now');
    for (const at of moments)
      question(
        later.filter(({ dueAt }) => dueAt === at),
        at,
        notYet,
      );
  }
  for (const wait of waits) if (wait.dueAt >= end) plan(wait, wait.dueAt, notYet(wait));
  return planned.sort((a, b) => a.plannedAt - b.plannedAt || newestFirst(a, b));
}

function notYet(wait: StatementWait): WaitReason {
  if (wait.state === 'generating') return 'generating';
  return wait.tries > 0 && wait.problem !== null ? 'retry' : 'ready';
}
