import { numberKinds } from '../../shared/contract/payments.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import type { Ledger, PaymentScope } from '../ledger/types.ts';

/** More fitting payments than this need not be counted. */
const MOST = 20;

/**
 * A merchant's payments with this number: those of which it is a whole number, or else those that it begins or ends.
 * More than one: the digits do not tell.
 */
export async function findOwn(
  ledger: Ledger,
  profileId: string,
  text: string,
  scope: PaymentScope = null,
): Promise<Payment[]> {
  const found = await ledger.searchNumbers(profileId, text, MOST, scope);
  // The number of a refund is not the payment's.
  const hits = found.filter(({ number }) => number !== 'refundNumber');
  const wanted = plain(text);
  const whole = hits.filter(({ payment }) => numberKinds.some((kind) => plain(payment[kind] ?? '') === wanted));
  return (whole.length > 0 ? whole : hits).map(({ payment }) => payment);
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Dash}]/gu, '')
    .toUpperCase();
}
