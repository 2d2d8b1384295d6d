import type { Refund } from '../../../shared/domain/refund.ts';
import type { WordKey } from '../../../shared/i18n/index.ts';

/** The sentence that says what a refund's state means. */
export function meaningOf({ state, endReason }: Refund): WordKey<'refunds'> {
  if (state !== 'failed') return `means.${state}`;
  if (endReason === 'notSent') return 'means.failedNotSent';
  return endReason === 'channel' ? 'means.failedChannel' : 'means.failed';
}
