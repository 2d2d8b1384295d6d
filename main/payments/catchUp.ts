import type { CatchUpReport } from '../../shared/contract/closing.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { JobView } from '../../shared/contract/jobs.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import type { BusinessDate } from '../../shared/domain/time.ts';
import type { CallOutcome, DayStatus } from '../gateway/types.ts';
import type { JobControl } from '../jobs/types.ts';
import type { Poller } from './poller.ts';
import { askGateway, recordAnswer } from './query.ts';
import type { PaymentsContext } from './types.ts';

const PAGE_SIZE = 100;
/** A gateway that pays no heed to the page number must not keep the job for ever. */
const MOST_PAGES = 500;
/** Single queries that are under way at once; the pace keeps them within the gateway's limits. */
const AT_ONCE = 4;
/** How often a payment is asked for that got no answer. */
const ROUNDS = 3;
/** Reports that are kept. */
const KEPT = 10;

/** Bringing whole days up to date: after an outage by itself, and for any day by hand. */
export interface CatchUp {
  /** A running one that takes in all of `dates` is not joined by a second: its job is what comes back. */
  start(dates: BusinessDate[], automatic: boolean): JobView;
  /** The gateway answers again: every day on which something waits, and which nobody is at, is caught up. */
  backAgain(): Promise<void>;
  /** What was done lately, newest first. */
  reports(): CatchUpReport[];
}

/** The poller leaves alone what is asked for here, so that the gateway's limits are not spent twice on one payment. */
type Beside = Pick<Poller, 'leave' | 'takeBack' | 'asked'>;

export function createCatchUp(context: PaymentsContext, poller: Beside): CatchUp {
  let reports: CatchUpReport[] = [];
  /** The days of each job that runs. */
  const running = new Map<string, BusinessDate[]>();

  function start(dates: BusinessDate[], automatic: boolean): JobView {
    const same = context.jobs.list().find(({ id }) => dates.every((date) => running.get(id)?.includes(date)));
    if (same) return same;
    const subject = dates.length === 1 ? dates[0]! : `${dates[0]}–${dates.at(-1)}`;
    const none = { bulkAnswers: 0, singleAnswers: 0, moved: 0, stillOpen: 0, foreign: 0, gaps: 0 };
    const startedAt = context.now();
    const report: CatchUpReport = { jobId: '', dates, automatic, startedAt, endedAt: null, ...none };
    const job = context.jobs.start('catchUp', subject, async (control) => {
      try {
        return await new Run(context, report, control, poller).work();
      } finally {
        report.endedAt = context.now();
        running.delete(report.jobId);
      }
    });
    report.jobId = job.id;
    running.set(job.id, dates);
    reports = [report, ...reports].slice(0, KEPT);
    return job;
  }

  return {
    start,
    async backAgain() {
      const open = await context.ledger.openPayments(context.profile().id);
      const taken = new Set([...running.values()].flat());
      const waiting = open.map(({ requestDate }) => requestDate).filter((date) => !taken.has(date));
      const dates = [...new Set(waiting)].toSorted();
      if (dates.length > 0) start(dates, true);
    },
    reports: () => reports.map((report) => ({ ...report })),
  };
}

/** One catch-up. What it learns goes the way of every query's answer. */
class Run {
  readonly #context: PaymentsContext;
  readonly #report: CatchUpReport;
  readonly #control: JobControl;
  readonly #poller: Beside;
  /** Payments that got no answer yet. */
  readonly #left = new Map<string, Payment>();
  #total = 0;
  #failure: ErrorCode = 'resultUnknown';

  constructor(context: PaymentsContext, report: CatchUpReport, control: JobControl, poller: Beside) {
    this.#context = context;
    this.#report = report;
    this.#control = control;
    this.#poller = poller;
  }

  async work(): Promise<ErrorCode | null> {
    const days = await Promise.all(this.#report.dates.map((date) => this.#paymentsOf(date)));
    for (const payment of days.flat()) {
      if (!isEnded(payment.state) && payment.state !== 'created') this.#left.set(payment.id, payment);
    }
    this.#total = this.#left.size;
    this.#control.progress(0, this.#total);
    const ids = [...this.#left.keys()];
    this.#poller.leave(ids);
    try {
      return await this.#ask(days);
    } finally {
      this.#poller.takeBack(ids);
    }
  }

  async #ask(days: Payment[][]): Promise<ErrorCode | null> {
    for (const [place, date] of this.#report.dates.entries()) {
      if (!(await this.#askForDay(date, days[place]!))) break;
    }
    for (let round = 0; round < ROUNDS && this.#left.size > 0 && !this.#stopped; round += 1) await this.#askSingly();
    this.#report.gaps = this.#left.size;
    return this.#left.size === 0 || this.#stopped ? null : this.#failure;
  }

  get #stopped(): boolean {
    return this.#control.signal.aborted;
  }

  async #paymentsOf(date: BusinessDate): Promise<Payment[]> {
    const { ledger, profile } = this.#context;
    const all: Payment[] = [];
    let after: Parameters<typeof ledger.listPayments>[2] = null;
    do {
      const page = await ledger.listPayments(profile().id, { from: date, to: date }, after, 500);
      all.push(...page.rows);
      after = page.next;
    } while (after !== null);
    return all;
  }

  /** The bulk status of a day, page by page; `false` when this merchant has no such query, or it cannot be read. */
  async #askForDay(date: BusinessDate, payments: Payment[]): Promise<boolean> {
    const gateway = await this.#context.gateway();
    if (!gateway.ok) return false;
    const byNumber = new Map(payments.map((payment) => [payment.requestNumber, payment]));
    const seen = new Set<string>();
    for (let page = 1; page <= MOST_PAGES && !this.#stopped; page += 1) {
      await this.#context.pace.turn(`day ${date}`);
      const outcome = await gateway.data.queryDay(date, page, PAGE_SIZE);
      this.#context.saw(outcome);
      if (outcome.kind !== 'accepted' || outcome.value.rows === null) return false;
      const fresh = outcome.value.rows.filter(({ requestNumber }) => !seen.has(requestNumber));
      for (const row of fresh) {
        seen.add(row.requestNumber);
        await this.#take(row, byNumber.get(row.requestNumber), outcome);
      }
      if (outcome.value.count < PAGE_SIZE || fresh.length === 0) return true;
    }
    return true;
  }

  /** A line is believed for a payment of this ledger over the same amount; the rest is left to single queries. */
  async #take(row: DayStatus, payment: Payment | undefined, page: Accepted): Promise<void> {
    if (!payment) {
      this.#report.foreign += 1;
      return;
    }
    if (payment.amount !== row.amount || payment.state === 'paid') return;
    const outcome = { kind: 'accepted' as const, value: row.report, answer: page.answer };
    const event = { kind: 'query' as const, detail: 'bulk' };
    const after = await recordAnswer(this.#context, payment, outcome, event, { quiet: true });
    this.#report.bulkAnswers += 1;
    this.#answered(payment, after);
  }

  async #askSingly(): Promise<void> {
    const queue = [...this.#left.values()];
    const worker = async (): Promise<void> => {
      for (let payment = queue.shift(); payment && !this.#stopped; payment = queue.shift()) {
        // Waits out what the gateway or the keychain has asked for; a job that is stopped need not.
        const held = Math.max(this.#context.pace.heldFor(), this.#context.keys.heldFor());
        if (held > 0) await waitFor(held, this.#control.signal);
        if (this.#stopped) return;
        const answer = await askGateway(this.#context, payment, false);
        const outcome = answer.ok ? answer.data.outcome : null;
        if (!answer.ok) this.#failure = answer.error.code;
        else if (outcome?.kind === 'accepted' || outcome?.kind === 'notFound') {
          this.#report.singleAnswers += 1;
          this.#answered(payment, answer.data.payment);
        } else if (outcome?.kind === 'notSent' && outcome.reason !== 'keyUnavailable') this.#failure = outcome.reason;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  #answered(before: Payment, after: Payment): void {
    if (after.state !== before.state) this.#report.moved += 1;
    if (!isEnded(after.state)) this.#report.stillOpen += 1;
    if (this.#left.delete(before.id)) this.#control.progress(this.#total - this.#left.size, this.#total);
    this.#poller.asked(after);
  }
}

type Accepted = Extract<CallOutcome<unknown>, { kind: 'accepted' }>;

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
