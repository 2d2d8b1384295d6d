import type { Refund } from '../../shared/domain/refund.ts';
import { isRefundEnded } from '../../shared/domain/refundState.ts';
import { instant, type Instant } from '../../shared/domain/time.ts';
import { nextRefundQueryAt, RETRY_MS } from './cadence.ts';
import { askRefund } from './query.ts';
import type { RefundsContext } from './types.ts';

/** At most this many wait for their answers at once; payments at the counter come first. */
const IN_FLIGHT = 2;
/** Timers of Node end at 24 days, and the clock may be turned meanwhile. */
const LONGEST_SLEEP_MS = 60_000;

interface Followed {
  refund: Refund;
  triedAt: Instant | null;
  asking: boolean;
}

export interface RefundPoller {
  /** Starts to follow a refund, or takes note of its newest state. */
  follow(refund: Refund): void;
  /** When the refund will be asked for next; `null` when it will not. */
  nextAt(id: string): Instant | null;
  stop(): Promise<void>;
}

/**
 * Follows every open refund to its end by asking, however long that takes. Holds no state that a restart could lose: it is
 * fed from the ledger's open refunds, which say when they were last asked for.
 */
export function createRefundPoller(context: RefundsContext): RefundPoller {
  const followed = new Map<string, Followed>();
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function dueAt({ refund, triedAt }: Followed): Instant | null {
    if (refund.sentAt === null) return null;
    const now = context.now();
    const at = nextRefundQueryAt({ ...refund, sentAt: refund.sentAt, now });
    // A query without an answer is not repeated at once, whatever the schedule says.
    return triedAt === null || triedAt > now ? at : instant(Math.max(at, triedAt + retryAfter(refund, triedAt)));
  }

  function schedule(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (stopped || running.size >= IN_FLIGHT) return;
    const moments = [...followed.values()].filter(({ asking }) => !asking).map(dueAt);
    const next = Math.min(...moments.filter((at) => at !== null));
    if (next === Infinity) return;
    const wait = Math.max(next - context.now(), context.pace.heldFor(), 0);
    timer = setTimeout(tick, Math.min(wait, LONGEST_SLEEP_MS));
    timer.unref();
  }

  function tick(): void {
    const now = context.now();
    const free = context.pace.heldFor() > 0 ? 0 : IN_FLIGHT - running.size;
    const due = [...followed.values()].filter((entry) => {
      const at = dueAt(entry);
      return !entry.asking && at !== null && at <= now;
    });
    for (const entry of due.slice(0, free)) ask(entry);
    schedule();
  }

  function ask(entry: Followed): void {
    entry.asking = true;
    entry.triedAt = context.now();
    const call = askRefund(context, entry.refund, false)
      .then((answer) => answer.ok && note(entry, answer.data.refund))
      .catch((error: unknown) => {
        context.warn('refund query failed', { refund: entry.refund.id, error: String(error) });
      })
      .then(() => {
        entry.asking = false;
        running.delete(call);
        if (isRefundEnded(entry.refund.state)) followed.delete(entry.refund.id);
        schedule();
      });
    running.add(call);
  }

  function note(entry: Followed, refund: Refund): void {
    entry.refund = refund;
  }

  return {
    follow(refund) {
      const entry = followed.get(refund.id);
      if (entry) note(entry, refund);
      else if (!isRefundEnded(refund.state)) followed.set(refund.id, { refund, triedAt: null, asking: false });
      if (isRefundEnded(refund.state) && !entry?.asking) followed.delete(refund.id);
      schedule();
    },
    nextAt(id) {
      const entry = followed.get(id);
      return entry && !isRefundEnded(entry.refund.state) ? dueAt(entry) : null;
    },
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await Promise.allSettled(running);
    },
  };
}

/** A question that was answered is followed by the schedule alone; one that was not waits a minute. */
function retryAfter(refund: Refund, triedAt: Instant): number {
  return refund.askedAt !== null && refund.askedAt >= triedAt ? 0 : RETRY_MS;
}
