import { describe, expect, it } from 'vitest';
import type { GatewayHealth } from '../../shared/contract/app.ts';
import { instant } from '../../shared/domain/time.ts';
import type { CallOutcome } from '../gateway/types.ts';
import { createHealthTracker } from './health.ts';

const answer = { respCode: '00000000', respDesc: '', bankMessage: '', clockAheadMs: 0 };
const answered: CallOutcome<null> = { kind: 'accepted', value: null, answer };
const rejected: CallOutcome<null> = { kind: 'rejected', advice: 'accepted', answer };
const offline: CallOutcome<null> = { kind: 'notSent', reason: 'offline', detail: '' };
const timeout: CallOutcome<null> = { kind: 'unknown', reason: 'timeout', advice: 'accepted', detail: '', answer: null };

function tracker() {
  let now = 1_000;
  const told: GatewayHealth[] = [];
  const health = createHealthTracker(
    () => instant((now += 1_000)),
    (state) => told.push(state),
  );
  return { health, told };
}

describe('gateway health', () => {
  it('is not alarmed by one lost call, but by two in a row', () => {
    const { health } = tracker();
    health.saw(answered);
    health.saw(timeout);
    expect(health.current().state).toBe('up');
    health.saw(offline);
    expect(health.current().state).toBe('down');
    expect(health.isDown()).toBe(true);
  });

  it('is up again with the first answer, whatever that answer says', () => {
    const { health } = tracker();
    health.saw(offline);
    health.saw(offline);
    health.saw(rejected);
    expect(health.current().state).toBe('up');
  });

  it('keeps the moment at which the state began', () => {
    const { health } = tracker();
    health.saw(offline);
    health.saw(offline);
    const since = health.current().since;
    health.saw(offline);
    expect(health.current().since).toBe(since);
  });

  it('tells the window only what changed', () => {
    const { health, told } = tracker();
    health.saw(answered);
    health.saw(answered);
    health.waiting(2);
    health.waiting(2);
    expect(told.length).toBe(2);
    health.saw({ ...answered, answer: { ...answer, clockAheadMs: 90_000 } });
    expect(told.at(-1)?.clockAheadMs).toBe(90_000);
  });
});
