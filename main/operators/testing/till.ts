import { fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { instant, type Instant } from '../../../shared/domain/time.ts';
import { NOON, sampleEvent, samplePayment, sampleProfile } from '../../ledger/testing/samples.ts';
import type { Ledger } from '../../ledger/types.ts';
import type { Operators } from '../operators.ts';
import { createShifts, noRefunds, type ShiftRefunds, type Shifts } from '../shifts.ts';

/** One till of one merchant, `shop`, on a real ledger. */
export interface Till {
  shifts: Shifts;
  /** Payments of which the window was told. */
  told: string[];
  charge(over?: Partial<Payment>): Promise<Payment>;
  pay(payment: Payment): Promise<void>;
}

export async function openTill(given: {
  ledger: Ledger;
  operators: Operators;
  till?: string;
  refunds?: ShiftRefunds;
  now?: () => Instant;
}): Promise<Till> {
  const { ledger, operators, till = '01', refunds = noRefunds, now = () => instant(NOON) } = given;
  const profile = sampleProfile('shop');
  await ledger.saveProfile(profile);
  const told: string[] = [];
  const shifts = createShifts({
    profile: () => profile,
    ledger,
    operators,
    till: () => till,
    now,
    refunds,
    closingHash: async () => null,
    audit: async () => {},
    changed: (payments) => void told.push(...payments),
  });
  return {
    shifts,
    told,
    async charge(over = {}) {
      const operatorId = operators.current()?.operatorId ?? null;
      const payment = samplePayment('shop', { till, operatorId, state: 'waiting', ...over });
      await ledger.insertPayment(payment, sampleEvent());
      return payment;
    },
    async pay({ id }) {
      const event = sampleEvent({ kind: 'query', from: 'waiting', to: 'paid' });
      if (!(await ledger.movePayment(id, 'waiting', 'paid', { method: 'wechat', fee: fen(5) }, event))) {
        throw new Error(`${id} was not waiting`);
      }
    },
  };
}
