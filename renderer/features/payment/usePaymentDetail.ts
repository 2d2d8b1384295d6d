import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import { call } from '../../app/api.ts';
import { useDetail, type DetailSource, type ReadDetail } from '../../app/useDetail.ts';

const source: DetailSource<PaymentDetail> = {
  ask: (id) => call('payments.detail', { id }),
  idOf: ({ payment }) => payment.id,
  topic: 'payment.changed',
};

/** A payment with its timeline, read anew whenever the payment changes. */
export function usePaymentDetail(id: string | null): ReadDetail<PaymentDetail> {
  return useDetail(source, id);
}
