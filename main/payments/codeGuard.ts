import type { Answered } from '../../shared/contract/errors.ts';
import { formatYuan } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { cleanPaymentCode, maskPaymentCode, readPaymentCode } from '../../shared/domain/paymentCode.ts';
import { ok } from '../../shared/domain/result.ts';
import { failure } from '../log/failure.ts';
import { EXPIRY_GRACE_MS } from './cadence.ts';
import type { PaymentsContext } from './types.ts';
import { CODE_LIFE_MS, codeWay } from './ways/code.ts';
import type { Way, WayGround } from './ways/types.ts';

export interface CodeGuard {
  /** Runs one charge at a time; another that comes meanwhile is refused, not queued. */
  alone(work: () => Promise<Answered<Payment>>): Promise<Answered<Payment>>;
  /** The way for this code, unless it is none, or an earlier code is not settled yet. */
  admit(code: string, ground: WayGround): Promise<Answered<Way>>;
}

/**
 * Sees to it that no second payment code is charged while the first is open (huifu-api.md §3.5): the same customer would
 * pay twice. Only an order that the gateway itself has called processing for longer than anybody types a password stands
 * in nobody's way any more: it is a matter for a person, and the counter must go on.
 */
export function createCodeGuard(context: PaymentsContext): CodeGuard {
  let busy = false;
  /** On a clock that nobody turns: the last charge, or the start of this run. */
  let lastAt = performance.now();

  async function openCode(): Promise<Payment | undefined> {
    const open = await context.ledger.openPayments(context.profile().id);
    return open.find((payment) => payment.way === 'code' && !isLeftToPeople(payment));
  }

  function isLeftToPeople({ state, expiresAt }: Payment): boolean {
    const long = performance.now() - lastAt >= CODE_LIFE_MS + EXPIRY_GRACE_MS;
    return state === 'processing' && long && context.now() >= expiresAt + EXPIRY_GRACE_MS;
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
      lastAt = performance.now();
      return ok(codeWay(cleanPaymentCode(code), wallet.data, ground));
    },
  };
}
