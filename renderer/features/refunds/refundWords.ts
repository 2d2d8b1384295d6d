import { useCallback } from 'react';
import type { Refund } from '../../../shared/domain/refund.ts';
import type { WordKey } from '../../../shared/i18n/index.ts';
import { reasonText } from '../../../shared/i18n/refundReasons.ts';
import { useLanguage } from '../../app/words.ts';

/** The sentence that says what a refund's state means. */
export function meaningOf({ state, endReason }: Refund): WordKey<'refunds'> {
  if (state !== 'failed') return `means.${state}`;
  if (endReason === 'notSent') return 'means.failedNotSent';
  return endReason === 'channel' ? 'means.failedChannel' : 'means.failed';
}

/** Words a refund's reason in the window's language. */
export function useReasonText(): (reason: string) => string {
  const language = useLanguage();
  return useCallback((reason) => reasonText(reason, language), [language]);
}
