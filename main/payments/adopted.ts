import { UNHEARD, type Payment } from '../../shared/domain/payment.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { Instant } from '../../shared/domain/time.ts';

type Known = Pick<Payment, 'requestDate' | 'requestNumber' | 'amount' | 'state'> & Partial<Payment>;

/** A payment that was not asked for here: found at the gateway or in a statement, made at `at`. */
export function adoptedPayment({ id: profileId, huifuId }: Profile, at: Instant, known: Known): Payment {
  return {
    id: known.requestNumber,
    profileId,
    huifuId,
    way: 'adopted',
    method: 'unknown',
    note: '',
    operatorId: null,
    till: null,
    createdAt: at,
    expiresAt: at,
    ...UNHEARD,
    ...known,
  };
}
