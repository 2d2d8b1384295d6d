import type { BusinessDate } from '../../../shared/domain/time.ts';
import { useAnswer } from '../../app/useAnswer.ts';

/** A day's settlement, read anew when a payment, a refund or a comparison changes it. */
export function useSettlement(day: BusinessDate) {
  const { data, error, again } = useAnswer('settlement.day', { day }, [
    'reconciliation.changed',
    'payment.changed',
    'refund.changed',
  ]);
  return { view: data, error, retry: again };
}
