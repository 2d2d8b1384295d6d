import type { Answered } from '../../shared/contract/errors.ts';
import { ok } from '../../shared/domain/result.ts';
import {
  businessDateOf,
  instant,
  startOfBusinessDate,
  toBeijingStamp,
  type Instant,
} from '../../shared/domain/time.ts';
import type { CallOutcome, PaymentGateway } from '../gateway/types.ts';
import { failure } from '../log/failure.ts';
import { newCall } from './query.ts';
import type { PaymentsNeeds } from './types.ts';

/** Huifu's clock and this PC's may differ by this much without a word (huifu-api.md §1.4). */
const TOLERANCE_MS = 60_000;
/** A clock that is further off than the tolerance is not trusted this close to midnight. */
const NEAR_MIDNIGHT_MS = 600_000;
/** Two clocks that are this close pass midnight together: what is left of the old day is waited for. */
const TOGETHER_MS = 5_000;

/** Sees to it that no order or refund is made on a day that is not the gateway's (`req_date`; huifu-api.md §3.2.1). */
export interface ClockGuard {
  /** Learns from an answer's `Date` header. */
  saw(outcome: CallOutcome<unknown>): void;
  /**
   * To be asked before a new request that carries today's date. Fails with `clockWrong` when this PC's Beijing date is not
   * the gateway's, or when its clock is off by more than a minute around midnight. Where nothing is known yet, or what is
   * known looks wrong, the gateway is asked first: nobody is refused for a clock that has been put right meanwhile.
   */
  check(gateway: PaymentGateway): Promise<Answered<null>>;
}

export function createClockGuard(context: Pick<PaymentsNeeds, 'now' | 'till'>): ClockGuard {
  /** The gateway's time at a moment of the clock that nobody can turn. */
  let seen: { gatewayAt: number; tick: number } | null = null;

  function saw(outcome: CallOutcome<unknown>): void {
    const ahead = outcome.kind === 'notSent' ? null : (outcome.answer?.clockAheadMs ?? null);
    if (ahead !== null) seen = { gatewayAt: context.now() + ahead, tick: performance.now() };
  }

  /** How far the gateway's clock is ahead of this PC's, ms; negative: behind. */
  function aheadNow(): number | null {
    return seen && seen.gatewayAt + performance.now() - seen.tick - context.now();
  }

  return {
    saw,
    async check(gateway) {
      const before = aheadNow();
      if (before !== null && !isOnTwoDays(context.now(), before)) return ok(null);
      seen = null;
      saw(await gateway.lookAtClock(newCall(context, 'lookup'), newCall(context, 'payment')));
      const ahead = aheadNow();
      // No answer, no verdict: the request itself will say in its own words what is the matter.
      if (ahead === null || !isOnTwoDays(context.now(), ahead)) return ok(null);
      if (Math.abs(ahead) <= TOGETHER_MS) {
        await new Promise((resolve) => setTimeout(resolve, Math.abs(ahead) + 1_000));
        return ok(null);
      }
      const params = { pc: readable(context.now()), gateway: readable(instant(Math.round(context.now() + ahead))) };
      return failure('clockWrong', { params });
    },
  };
}

/** Whether a request made now may get another day than the gateway has. */
export function isOnTwoDays(now: Instant, aheadMs: number): boolean {
  const there = instant(Math.round(now + aheadMs));
  if (businessDateOf(now) !== businessDateOf(there)) return true;
  return Math.abs(aheadMs) > TOLERANCE_MS && Math.min(toMidnight(now), toMidnight(there)) < NEAR_MIDNIGHT_MS;
}

/** Distance to the nearer midnight in Beijing, ms. */
function toMidnight(at: Instant): number {
  const since = at - startOfBusinessDate(businessDateOf(at));
  return Math.min(since, 86_400_000 - since);
}

/** `2026-01-05 21:06:05`. */
function readable(at: Instant): string {
  return toBeijingStamp(at).replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3 $4:$5:$6');
}
