import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { isLoopbackUrl } from '../../../shared/domain/baseUrl.ts';
import {
  isMonthly,
  monthBefore,
  type FetchProblem,
  type Statement,
  type StatementKind,
  type StatementPeriod,
  type StatementWait,
} from '../../../shared/domain/statement.ts';
import { addDays, businessDateOf, instant } from '../../../shared/domain/time.ts';
import type { StatementAnswer, StatementLink } from '../../gateway/statementTypes.ts';
import type { CallNumber } from '../../gateway/types.ts';
import type { JobControl } from '../../jobs/types.ts';
import { endOfDay, MONTH_FILE_DAYS, newWait, readyAt } from './calendar.ts';
import { checkContainer, fetchProblemOf } from './container.ts';
import { download } from './download.ts';
import { labelled, type Arrived } from './intake.ts';
import type { Ask } from './plan.ts';
import { saveSettings } from './settings.ts';
import { again, turned, waitingTime, type Turn } from './turns.ts';
import type { StatementsNeeds } from './types.ts';

/** A statement that the answer brings: all files of one kind and period. */
interface Bundle {
  kind: StatementKind | null;
  period: StatementPeriod | null;
  links: StatementLink[];
}

/**
 * Serves an answer: downloads every file in it, asked for or not (the question is spent, and the files are there), and turns
 * the waits to what the answer says about them.
 */
export async function collect(
  needs: StatementsNeeds,
  ask: Ask,
  answer: StatementAnswer,
  number: CallNumber,
  control: JobControl,
): Promise<ErrorCode | null> {
  const bundles = bundlesOf(ask, answer);
  const meter = meterOf(control);
  let failed: FetchProblem | null = null;
  const served = new Set<StatementKind>();
  for (const bundle of bundles) {
    const turn = await fetchBundle(needs, bundle, number, control, meter);
    failed ??= turn.problem ?? null;
    if (bundle.kind === null || bundle.period === null) continue;
    served.add(bundle.kind);
    const wait = await waitOf(needs, ask, bundle.kind, bundle.period);
    const problem = turn.problem ?? null;
    // The address is spent, so another try is another question.
    const next = problem === null ? turn : again(wait, problem, retryAt(needs, problem));
    await needs.ledger.saveStatementWaits([turned(wait, next, needs.now())]);
  }
  for (const wait of ask.waits) {
    if (served.has(wait.kind)) continue;
    const turn = turnWithout(needs, ask, answer, wait);
    await needs.ledger.saveStatementWaits([turned(wait, turn, needs.now())]);
  }
  if (answer.files.length > 0 || answer.tasks.length > 0) await saveSettings(needs, { notOpened: false });
  if (failed === null) return null;
  return failed === 'diskFull' ? 'ledgerFull' : 'statementDownload';
}

function retryAt(needs: StatementsNeeds, problem: FetchProblem): number {
  return problem === 'cancelled' ? endOfDay(needs.now()) : needs.now() + waitingTime(needs);
}

/** The wait that a file serves; one that nobody had asked for gets its place in the calendar. */
async function waitOf(
  needs: StatementsNeeds,
  ask: Ask,
  kind: StatementKind,
  period: StatementPeriod,
): Promise<StatementWait> {
  const { id } = needs.profile();
  const own = ask.waits.find((wait) => wait.kind === kind && wait.period === period);
  const known = own ?? (await needs.ledger.statementWait(id, kind, period));
  return known ?? newWait(id, kind, period, { now: needs.now(), wanted: false, atOnce: true });
}

/** A question about one kind is answered with files of that kind, whatever they are called. */
function bundlesOf(ask: Ask, answer: StatementAnswer): Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const link of answer.files) {
    const kind = ask.kind ?? link.kind;
    const period = kind === null ? null : periodOf(ask, kind, link);
    const key = `${kind} ${period}`;
    const bundle = bundles.get(key) ?? { kind, period, links: [] };
    bundle.links.push(link);
    bundles.set(key, bundle);
  }
  return [...bundles.values()];
}

function periodOf(ask: Ask, kind: StatementKind, { dataDate }: StatementLink): StatementPeriod {
  const own = ask.waits.find((wait) => wait.kind === kind);
  if (own && (isMonthly(kind) || dataDate === null)) return own.period;
  if (isMonthly(kind)) return monthBefore(ask.fileDate);
  return (dataDate ?? addDays(ask.fileDate, -1)) as string as StatementPeriod;
}

async function fetchBundle(
  needs: StatementsNeeds,
  bundle: Bundle,
  number: CallNumber,
  control: JobControl,
  meter: Meter,
): Promise<Turn> {
  const arrived: Arrived[] = [];
  try {
    for (const link of bundle.links) {
      const one = await fetchFile(needs, link, control, meter);
      if (typeof one === 'string') return { state: 'failed', problem: one };
      arrived.push(one);
    }
    return await store(needs, bundle, arrived, number);
  } finally {
    for (const { incoming } of arrived) await incoming.discard();
  }
}

async function fetchFile(
  needs: StatementsNeeds,
  link: StatementLink,
  control: JobControl,
  meter: Meter,
): Promise<Arrived | FetchProblem> {
  const incoming = await needs.vault.incoming();
  const got = await download({
    fetch: needs.fetch,
    url: link.url,
    local: isLoopbackUrl(needs.profile().baseUrl),
    into: incoming.path,
    signal: control.signal,
    progress: meter.reading,
    ...(needs.limits && { limits: needs.limits }),
  });
  const wrong = got.ok ? await checkContainer(incoming.path, control.signal).catch(whenCancelled) : null;
  if (!got.ok || wrong) {
    await incoming.discard();
    const problem = got.ok ? fetchProblemOf(wrong!) : got.error;
    needs.warn('a statement was not downloaded', { name: link.name, problem, detail: wrong?.detail ?? null });
    return problem;
  }
  meter.through(got.data.bytes);
  return { incoming, ...got.data, name: link.name || `${got.data.sha256.slice(0, 12)}.zip` };
}

function whenCancelled(error: unknown): { problem: 'unreadable'; detail: string } {
  if ((error as Error).name === 'AbortError') return { problem: 'unreadable', detail: 'cancelled' };
  throw error;
}

/** Puts a whole version into the vault; one that is the same as the version before is not kept twice. */
async function store(
  needs: StatementsNeeds,
  { kind, period }: Bundle,
  arrived: readonly Arrived[],
  { requestNumber }: CallNumber,
): Promise<Turn> {
  const { ledger, vault } = needs;
  const profileId = needs.profile().id;
  const before = period === null ? [] : await ledger.statements(profileId, period, 500);
  const [latest] = before.filter((one) => one.kind === kind);
  const last = before.filter(({ batch }) => batch === latest?.batch).map(({ sha256 }) => sha256);
  const now = arrived.map(({ sha256 }) => sha256);
  const rows: Statement[] = [];
  for (const [index, file] of arrived.entries()) {
    const label = await labelled(needs, file.incoming.path);
    await vault.keep(file.incoming, file.sha256);
    rows.push({
      id: randomUUID(),
      profileId,
      sha256: file.sha256,
      bytes: file.bytes,
      name: file.name,
      kind: kind ?? label.kind,
      format: label.format,
      leg: label.leg,
      period: period ?? label.period,
      batch: `${requestNumber}-${kind ?? 'other'}-${period ?? ''}`,
      part: index + 1,
      source: 'fetched',
      receivedAt: needs.now(),
    });
  }
  if (last.toSorted().join() === now.toSorted().join()) return { state: 'unchanged' };
  await ledger.insertStatements(rows);
  return { state: 'stored' };
}

/** What the answer says about a statement that it brings no file of (huifu-api.md §3.8.3). */
function turnWithout(needs: StatementsNeeds, ask: Ask, answer: StatementAnswer, wait: StatementWait): Turn {
  const now = needs.now();
  const tasks = answer.tasks.filter(({ kind }) => kind === wait.kind || (ask.kind !== null && kind === null));
  if (tasks.some(({ state }) => state === 'generating'))
    return { state: 'generating', problem: 'notReady', dueAt: instant(now + waitingTime(needs)) };
  if (tasks.some(({ state }) => state === 'failed')) return { state: 'failed', problem: 'taskFailed' };
  if (tasks.length > 0) return { state: 'empty' };
  // Not a word about it. Asked for everything, Huifu may mean less than everything: ask by name.
  if (ask.kind === null) return { state: 'waiting', alone: true, problem: 'silent', dueAt: now };
  return laterDay(needs, wait);
}

/** A day's file is looked for again tomorrow; a month's comes on one of the next days, under that day's date. */
function laterDay(needs: StatementsNeeds, wait: StatementWait): Turn {
  const tomorrow = endOfDay(needs.now());
  if (!isMonthly(wait.kind)) {
    const { dueAt } = newWait(wait.profileId, wait.kind, wait.period, {
      now: needs.now(),
      wanted: false,
      atOnce: false,
    });
    const sameTime = readyAt(wait.kind, businessDateOf(tomorrow));
    return again(wait, 'silent', Math.max(dueAt, sameTime));
  }
  const next = addDays(wait.fileDate, 1);
  if (Number(next.slice(6)) > MONTH_FILE_DAYS) return { state: 'failed', problem: 'silent' };
  const due = Math.max(readyAt(wait.kind, next), needs.now());
  return { state: 'waiting', problem: 'silent', dueAt: instant(due), fileDate: next };
}

/** Whole kilobytes over all files; nobody knows the total beforehand. */
interface Meter {
  /** So many bytes of the file that is on its way. */
  reading(bytes: number): void;
  /** That file is through. */
  through(bytes: number): void;
}

function meterOf(control: JobControl): Meter {
  let before = 0;
  return {
    reading: (bytes) => control.progress(Math.ceil((before + bytes) / 1024)),
    through: (bytes) => void (before += bytes),
  };
}
