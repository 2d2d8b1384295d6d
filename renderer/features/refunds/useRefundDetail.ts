import type { RefundDetail } from '../../../shared/contract/refunds.ts';
import { call } from '../../app/api.ts';
import { useDetail, type DetailSource, type ReadDetail } from '../../app/useDetail.ts';

const source: DetailSource<RefundDetail> = {
  ask: (id) => call('refunds.detail', { id }),
  idOf: ({ refund }) => refund.id,
  topic: 'refund.changed',
};

/** A refund with its timeline, read anew whenever it changes. */
export function useRefundDetail(id: string | null): ReadDetail<RefundDetail> {
  return useDetail(source, id);
}
