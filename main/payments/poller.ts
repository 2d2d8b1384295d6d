import type { Payment } from '../../shared/domain/payment.ts';
import { isEnded } from '../../shared/domain/paymentState.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { nextQueryAt } from './cadence.ts';
import { askGateway } from './query.ts';
import type { PaymentsContext } from './types.ts';

/** At most this many queries start per second for one merchant (huifu-api.md §3.6.2). */
const PER_SECOND = 5;
/** At most this many wait for their answers at once, so that one slow answer does not hold up the rest. */
const IN_FLIGHT = 4;
/** While the gateway is down, one payment is asked for this often to see whether it is back. */
const DOWN_PROBE_MS = 5_000;

interface Followed {
  payment: Payment;
  lastQueryAt: Instant | null;
  lastAnswerAt: Instant | null;
  processingSince: Instant | null;
  asking: boolean;
}

export interface Poller {
  /** Starts to follow a payment, or takes note of its newest state. */
  follow(payment: Payment): void;
  /** When the payment will be asked for next; `null` when it will not. */
  nextAt(id: string): Instant | null;
  stop(): Promise<void>;
}

/**
 * Follows every open payment to its end by asking, within the gateway's limits. Holds no state that a restart could
 * lose: it is fed from the ledger's open payments.
 *
 * @param asked told after each query where the payment stands now
 */
export function createPoller(context: PaymentsContext, asked: (payment: Payment) => void): Poller {
  const followed = new Map<string, Followed>();
  const running = new Set<Promise<void>>();
  let starts: number[] = [];
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function dueAt(entry: Followed): Instant | null {
    const { payment, lastQueryAt } = entry;
    const at = nextQueryAt({ ...payment, ...entry, attended: isNewest(payment), now: context.now() });
    if (at === null || !context.health.isDown()) return at;
    return Math.max(at, (lastQueryAt ?? 0) + DOWN_PROBE_MS) as Instant;
  }

  function isNewest(payment: Payment): boolean {
    for (const other of followed.values()) if (other.payment.createdAt > payment.createdAt) return false;
    return true;
  }

  function forgetFinished(): void {
    for (const [id, entry] of followed) {
      if (!entry.asking && (isEnded(entry.payment.state) || dueAt(entry) === null)) followed.delete(id);
    }
    context.health.waiting(followed.size);
  }

  function schedule(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (stopped) return;
    let next = Infinity;
    for (const entry of followed.values()) if (!entry.asking) next = Math.min(next, dueAt(entry) ?? Infinity);
    if (next === Infinity) return;
    timer = setTimeout(tick, Math.min(Math.max(next - context.now(), rateDelay()), 60_000));
    timer.unref();
  }

  function rateDelay(): number {
    const now = context.now();
    starts = starts.filter((at) => now - at < 1_000);
    return running.size >= IN_FLIGHT ? 100 : starts.length >= PER_SECOND ? 1_000 - (now - starts[0]!) : 0;
  }

  function tick(): void {
    const now = context.now();
    const due = [...followed.values()]
      .filter((entry) => !entry.asking)
      .map((entry) => ({ entry, at: dueAt(entry) }))
      .filter((item): item is { entry: Followed; at: Instant } => item.at !== null && item.at <= now)
      .sort((a, b) => b.entry.payment.createdAt - a.entry.payment.createdAt);
    const allowed = context.health.isDown() ? 1 : due.length;
    for (const { entry } of due.slice(0, allowed)) {
      if (rateDelay() > 0) break;
      ask(entry);
    }
    schedule();
  }

  function ask(entry: Followed): void {
    entry.asking = true;
    entry.lastQueryAt = context.now();
    starts.push(entry.lastQueryAt);
    const call = askGateway(context, entry.payment, false)
      .then((answer) => {
        if (!answer.ok) return;
        const { payment, outcome } = answer.data;
        if (outcome.kind === 'accepted' || outcome.kind === 'notFound') entry.lastAnswerAt = context.now();
        note(entry, payment);
      })
      .catch((error: unknown) => {
        context.warn('query failed', { payment: entry.payment.id, error: String(error) });
      })
      .finally(() => {
        entry.asking = false;
        running.delete(call);
        asked(entry.payment);
        forgetFinished();
        schedule();
      });
    running.add(call);
  }

  function note(entry: Followed, payment: Payment): void {
    entry.payment = payment;
    if (payment.state === 'processing') entry.processingSince ??= context.now();
  }

  return {
    follow(payment) {
      const entry = followed.get(payment.id);
      if (entry) note(entry, payment);
      else if (!isEnded(payment.state)) {
        followed.set(payment.id, {
          payment,
          lastQueryAt: null,
          lastAnswerAt: null,
          processingSince: null,
          asking: false,
        });
      }
      forgetFinished();
      schedule();
    },
    nextAt(id) {
      const entry = followed.get(id);
      return entry && !isEnded(entry.payment.state) ? dueAt(entry) : null;
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await Promise.allSettled(running);
    },
  };
}
