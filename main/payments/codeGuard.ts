import type { Answered } from '../../shared/contract/errors.ts';
import { formatYuan } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { cleanPaymentCode, maskPaymentCode, readPaymentCode } from '../../shared/domain/paymentCode.ts';
import { ok } from '../../shared/domain/result.ts';
import { failure } from '../log/failure.ts';
import { EXPIRY_GRACE_MS } from './cadence.ts';
import type { PaymentsContext } from './types.ts';
import { codeWay } from './ways/code.ts';
import type { Way, WayGround } from './ways/types.ts';

export interface CodeGuard {
  /** Runs one charge at a time; another that comes meanwhile is refused, not queued. */
  alone(work: () => Promise<Answered<Payment>>): Promise<Answered<Payment>>;
  /** The way for this code, unless it is none, or an earlier code is not settled yet. */
  admit(code: string, ground: WayGround): Promise<Answered<Way>>;
}

/**
 * Sees to it that no second payment code is charged while the first is open (huifu-api.md §3.5): the same customer would
 * pay twice. An order counts as open until its end is known, or until two minutes past the five that it is waited for:
 * then it is a matter for a person, and the counter must go on.
 */
export function createCodeGuard(context: PaymentsContext): CodeGuard {
  let busy = false;

  async function openCode(): Promise<Payment | undefined> {
    const now = context.now();
    const open = await context.ledger.openPayments(context.profile().id);
    return open.find(({ way, createdAt, expiresAt }) => {
      // A clock that was put back makes an order seem to lie ahead; it is open all the same.
      return way === 'code' && (now < createdAt || now < expiresAt + EXPIRY_GRACE_MS);
    });
  }

  return {
    async alone(work) {
      if (busy) return failure('codeBusy', { params: { amount: '' } });
      busy = true;
      try {
        return await work();
      } finally {
        busy = false;
      }
    },
    async admit(code, ground) {
      const { settings, profile } = ground;
      if (!settings.paymentCodes) return failure('wayOff');
      const wallet = readPaymentCode(code);
      if (!wallet.ok) return failure('codeWrong', { params: { problem: wallet.error, shown: maskPaymentCode(code) } });
      if (wallet.data === 'ecny' && profile.generation === 'v4')
        return failure('wayNotInGeneration', { params: { generation: profile.generation } });
      const open = await openCode();
      if (open) return failure('codeBusy', { params: { amount: formatYuan(open.amount), paymentId: open.id } });
      return ok(codeWay(cleanPaymentCode(code), wallet.data, ground));
    },
  };
}
