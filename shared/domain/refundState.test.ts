import { describe, expect, it } from 'vitest';
import { isRefundEnded, nextRefundStep, refundNews, refundStates } from './refundState.ts';

const rank = { requested: 0, unknown: 1, refunding: 2, failed: 3, refunded: 4 };

describe('nextRefundStep', () => {
  it('has an answer for every state and every news, and never moves backwards', () => {
    for (const from of refundStates) {
      for (const news of refundNews) {
        const { to } = nextRefundStep(from, news);
        expect(rank[to], `${from} + ${news}`).toBeGreaterThanOrEqual(rank[from]);
      }
    }
  });

  it('takes no refund back from refunded, and says when somebody contradicts', () => {
    for (const news of refundNews) expect(nextRefundStep('refunded', news).to).toBe('refunded');
    expect(nextRefundStep('refunded', 'failed').alert).toBe('contradicted');
    expect(nextRefundStep('refunded', 'refunding').alert).toBe(null);
  });

  it('believes that money went back after all, and says so loudly', () => {
    expect(nextRefundStep('failed', 'refunded')).toEqual({ to: 'refunded', alert: 'refundedAfterEnd' });
  });

  it('ends nothing because nobody answered or nobody has heard of it', () => {
    for (const news of ['noAnswer', 'notFound'] as const) {
      for (const from of refundStates) expect(nextRefundStep(from, news)).toEqual({ to: from, alert: null });
    }
  });

  it('leaves a refund that the gateway has taken where it is, whatever was thought of its sending', () => {
    expect(nextRefundStep('refunding', 'neverSent').to).toBe('refunding');
    expect(nextRefundStep('unknown', 'neverSent').to).toBe('failed');
    expect(nextRefundStep('requested', 'neverSent').to).toBe('failed');
  });

  it('keeps an unknown refund unknown when the same number is sent again', () => {
    expect(nextRefundStep('unknown', 'sending').to).toBe('unknown');
    expect(nextRefundStep('failed', 'sending').to).toBe('failed');
  });

  it('counts exactly refunded and failed as ended', () => {
    expect(refundStates.filter(isRefundEnded)).toEqual(['refunded', 'failed']);
  });
});
