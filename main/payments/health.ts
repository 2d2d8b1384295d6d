import type { GatewayHealth } from '../../shared/contract/app.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { Answer, CallOutcome } from '../gateway/types.ts';

/** A difference of clocks below this is not worth telling anybody again. */
const CLOCK_STEP_MS = 5_000;

export interface GatewayHealthTracker {
  /** Learns from one call's outcome. */
  saw(outcome: CallOutcome<unknown>): void;
  /** How many payments wait for the gateway. */
  waiting(count: number): void;
  current(): GatewayHealth;
  /** True while calls do not get through; callers should slow down. */
  isDown(): boolean;
}

/**
 * Whether the gateway can be reached, learnt from the calls that are made anyway. It is down after two calls in a row
 * that got no answer, so that one lost packet does not alarm the shop.
 */
export function createHealthTracker(
  now: () => Instant,
  changed: (health: GatewayHealth) => void,
): GatewayHealthTracker {
  let health: GatewayHealth = { state: 'unknown', since: null, lastAnswerAt: null, waiting: 0, clockAheadMs: null };
  let misses = 0;

  function set(patch: Partial<GatewayHealth>): void {
    const before = health;
    health = { ...health, ...patch };
    const clockMoved = Math.abs((before.clockAheadMs ?? 0) - (health.clockAheadMs ?? 0)) >= CLOCK_STEP_MS;
    if (before.state !== health.state || before.waiting !== health.waiting || clockMoved) changed(health);
  }

  return {
    saw(outcome) {
      const at = now();
      const answer = answerOf(outcome);
      if (answer) {
        misses = 0;
        set({
          state: 'up',
          since: health.state === 'up' ? health.since : at,
          lastAnswerAt: at,
          clockAheadMs: answer.clockAheadMs ?? health.clockAheadMs,
        });
        return;
      }
      // A keychain that gives no key says nothing about the gateway.
      if (outcome.kind === 'notSent' && outcome.reason === 'keyUnavailable') return;
      misses += 1;
      if (misses >= 2 && health.state !== 'down') set({ state: 'down', since: at });
    },
    waiting(count) {
      set({ waiting: count });
    },
    current: () => health,
    isDown: () => health.state === 'down',
  };
}

function answerOf(outcome: CallOutcome<unknown>): Answer | null {
  return outcome.kind === 'notSent' ? null : outcome.answer;
}
