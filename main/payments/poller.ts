import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { nextBookingQueryAt, nextQueryAt } from './cadence.ts';
import { askGateway, slowerClock } from './query.ts';
import type { PaymentsContext } from './types.ts';

/** At most this many wait for their answers at once, so that one slow answer does not hold up the rest. */
const IN_FLIGHT = 4;
/** While the gateway is down, one payment is asked for this often to see whether it is back. */
const DOWN_PROBE_MS = 5_000;

interface Followed {
  payment: Payment;
  lastQueryAt: Instant | null;
  lastAnswerAt: Instant | null;
  processingSince: Instant | null;
  /** When it became known that it is paid; only its booking is waited for since. */
  paidSince: Instant | null;
  asking: boolean;
  /** Left to a catch-up. */
  left: boolean;
}

export interface Poller {
  /** Starts to follow a payment, or takes note of its newest state. A paid one is followed until it is booked. */
  follow(payment: Payment): void;
  /**
   * A catch-up asks for these; all but the newest, which somebody may be standing before, are left to it. Until it gives
   * them back even what it has had an answer for is not asked for: that would spend the turns of what is unknown yet.
   */
  leave(ids: readonly string[]): void;
  /** Ends {@link Poller.leave}. */
  takeBack(ids: readonly string[]): void;
  /** Somebody else has asked for this payment and got this answer. */
  asked(payment: Payment): void;
  /** Looks again at what is due, after something that held everything up is gone. */
  wake(): void;
  /** When the payment will be asked for next; `null` when it will not. */
  nextAt(id: string): Instant | null;
  stop(): Promise<void>;
}

/**
 * Follows every open payment to its end by asking, within the gateway's limits. Holds no state that a restart could
 * lose: it is fed from the ledger's open payments.
 */
export function createPoller(context: PaymentsContext): Poller {
  const followed = new Map<string, Followed>();
  const running = new Set<Promise<void>>();
  let lastStartAt: Instant | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function dueAt(entry: Followed, attended = isNewest(entry.payment)): Instant | null {
    const now = context.now();
    const at =
      entry.paidSince === null
        ? nextQueryAt({ ...entry.payment, ...entry, attended, now })
        : nextBookingQueryAt({ ...entry, booking: entry.payment.booking, since: entry.paidSince, now });
    if (at === null || !context.health.isDown() || lastStartAt === null || lastStartAt > now) return at;
    return Math.max(at, lastStartAt + DOWN_PROBE_MS) as Instant;
  }

  function isNewest(payment: Payment): boolean {
    for (const other of open()) if (other.payment.createdAt > payment.createdAt) return false;
    return true;
  }

  /** Those whose end is waited for, without those that only wait to be booked. */
  function open(): Followed[] {
    return [...followed.values()].filter(({ paidSince }) => paidSince === null);
  }

  /** What is left of a hold: the gateway wants quiet, or the keychain gave no key. */
  function heldFor(): number {
    return Math.max(context.pace.heldFor(), context.keys.heldFor());
  }

  function forgetFinished(): void {
    for (const [id, entry] of followed) {
      const over = entry.paidSince === null && isEnded(entry.payment.state);
      if (!entry.asking && (over || dueAt(entry, false) === null)) followed.delete(id);
    }
    context.health.waiting(open().length);
  }

  /** Everything that waits for its query, newest first, with the moment at which it is due; bookings last of all. */
  function queue(): { entry: Followed; at: Instant }[] {
    const newest = Math.max(...open().map(({ payment }) => payment.createdAt));
    return [...followed.values()]
      .filter(({ asking, left }) => !asking && !left)
      .map((entry) => ({ entry, at: dueAt(entry, entry.payment.createdAt === newest) }))
      .filter((item): item is { entry: Followed; at: Instant } => item.at !== null)
      .sort(
        (a, b) =>
          Number(a.entry.paidSince !== null) - Number(b.entry.paidSince !== null) ||
          b.entry.payment.createdAt - a.entry.payment.createdAt,
      );
  }

  function schedule(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    // With all places taken, the next answer schedules anew.
    if (stopped || running.size >= IN_FLIGHT) return;
    const next = Math.min(...queue().map(({ at }) => at));
    if (next === Infinity) return;
    timer = setTimeout(tick, Math.min(Math.max(next - context.now(), heldFor()), 60_000));
    timer.unref();
  }

  function tick(): void {
    const now = context.now();
    const due = heldFor() > 0 ? [] : queue().filter(({ at }) => at <= now);
    const places = context.health.isDown() ? 1 : IN_FLIGHT - running.size;
    for (const { entry } of due.slice(0, places)) ask(entry);
    schedule();
  }

  function ask(entry: Followed): void {
    entry.asking = true;
    lastStartAt = context.now();
    entry.lastQueryAt = lastStartAt;
    const call = askGateway(context, entry.payment, false)
      .then((answer) => {
        if (!answer.ok) return;
        const { payment, outcome } = answer.data;
        if (outcome.kind === 'accepted' || outcome.kind === 'notFound')
          entry.lastAnswerAt = slowerClock(context, outcome.answer);
        note(entry, payment);
      })
      .catch((error: unknown) => {
        context.warn('query failed', { payment: entry.payment.id, error: String(error) });
      })
      .finally(() => {
        entry.asking = false;
        running.delete(call);
        forgetFinished();
        schedule();
      });
    running.add(call);
  }

  function note(entry: Followed, payment: Payment): void {
    entry.payment = payment;
    if (payment.state === 'paid') entry.paidSince ??= context.now();
    if (payment.state === 'processing') entry.processingSince ??= context.now();
  }

  return {
    follow(payment) {
      const entry = followed.get(payment.id);
      if (entry) note(entry, payment);
      else if (!isEnded(payment.state) || payment.state === 'paid') {
        const paidSince = payment.state === 'paid' ? context.now() : null;
        const never = { lastQueryAt: null, lastAnswerAt: null, processingSince: null };
        followed.set(payment.id, { payment, ...never, paidSince, asking: false, left: false });
      }
      forgetFinished();
      schedule();
    },
    nextAt(id) {
      const entry = followed.get(id);
      return entry && !isEnded(entry.payment.state) ? dueAt(entry) : null;
    },
    asked(payment) {
      const entry = followed.get(payment.id);
      if (!entry) return;
      entry.lastQueryAt = context.now();
      note(entry, payment);
      forgetFinished();
      schedule();
    },
    leave(ids) {
      for (const id of ids) {
        const entry = followed.get(id);
        if (entry && !isNewest(entry.payment)) entry.left = true;
      }
    },
    takeBack(ids) {
      for (const id of ids) {
        const entry = followed.get(id);
        if (entry) entry.left = false;
      }
      schedule();
    },
    wake: schedule,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await Promise.allSettled(running);
    },
  };
}
