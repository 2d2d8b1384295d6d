import type { CallOutcome } from '../gateway/types.ts';
import { FASTEST_MS } from './cadence.ts';

/** At most this many queries start per second for one merchant (huifu-api.md §3.6.2). */
const PER_SECOND = 5;
/** A little more than a second: what has its turn here leaves the machine a moment later, now sooner, now less so. */
const SECOND_MS = 1_100;

/** Keeps one merchant's queries within the gateway's limits, whoever asks: the poller, a close, an operator. */
export interface QueryPace {
  /** Waits until this order may be asked for; it counts as asked then. */
  turn(orderId: string): Promise<void>;
  /** The gateway said that it is too much: for this long only a person asks (huifu-api.md §1.4). */
  hold(ms: number): void;
  /** How much of the last {@link QueryPace.hold} is left, ms. */
  heldFor(): number;
}

/** Runs on a clock that nobody turns, so that the PC's own may be put right at any time. */
export function createPace(): QueryPace {
  const askedAt = new Map<string, number>();
  let starts: number[] = [];
  let heldUntil = 0;

  function waitFor(orderId: string, now: number): number {
    for (const [id, at] of askedAt) if (now - at >= FASTEST_MS) askedAt.delete(id);
    starts = starts.filter((at) => now - at < SECOND_MS);
    const ofOrder = askedAt.has(orderId) ? askedAt.get(orderId)! + FASTEST_MS - now : 0;
    const ofAll = starts.length >= PER_SECOND ? starts[0]! + SECOND_MS - now : 0;
    return Math.max(ofOrder, ofAll);
  }

  return {
    async turn(orderId) {
      for (;;) {
        const now = performance.now();
        const wait = waitFor(orderId, now);
        if (wait <= 0) {
          askedAt.set(orderId, now);
          starts.push(now);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, Math.ceil(wait)));
      }
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, performance.now() + ms);
    },
    heldFor: () => Math.max(0, heldUntil - performance.now()),
  };
}

/** The gateway's own layer says that there are too many calls, or that it will have none (huifu-api.md §1.4, §4.1). */
export function wantsQuiet(outcome: CallOutcome<unknown>): boolean {
  const refused = outcome.kind === 'throttled' || outcome.kind === 'rejected';
  return refused && (outcome.advice === 'throttled' || outcome.advice === 'banned');
}
