import type { CodeWallet } from '../../../shared/domain/paymentCode.ts';
import { factsOf } from '../record.ts';
import { deviceIpOf } from './settings.ts';
import { mapOutcome, type Way, type WayGround } from './types.ts';

/** How long a payer is waited for at the counter: a password takes a while, a closed phone for ever. */
export const CODE_LIFE_MS = 300_000;

/**
 * The customer's payment code (huifu-api.md §3.5). Money may move with the very call, so the code is sent once and lives
 * in this closure alone: it is in no row, log or error, and what was lost is asked after, never sent again.
 */
export function codeWay(code: string, wallet: CodeWallet, { settings }: WayGround): Way {
  return {
    way: 'code',
    method: wallet,
    lifeMs: CODE_LIFE_MS,
    async place(gateway, { requestDate, requestNumber, amount, goods, notifyUrl }) {
      const deviceIp = deviceIpOf(settings);
      const request = { requestDate, requestNumber, amount, goods, notifyUrl, wallet, code, deviceIp };
      return mapOutcome(await gateway.chargePaymentCode(request), (report) => ({
        news: report.news === 'paid' ? 'paid' : 'processing',
        facts: factsOf(report),
      }));
    },
  };
}
