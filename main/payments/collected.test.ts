import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answered } from '../../shared/contract/errors.ts';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { LedgerFault } from '../ledger/types.ts';
import { Shop } from './testing/shop.ts';

/** What the audit log says of payments that were asked for and of those that shall be closed. */
let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open();
});
afterEach(() => shop.close());

const MINUTE = 60_000;
const channel = { appId: 'wx0', appOpenId: 'oX' };
const ways: Record<string, () => Promise<Answered<Payment>>> = {
  hosted: () => shop.payments.collect(randomUUID(), fen(1250), ''),
  qr: () => shop.payments.collect(randomUUID(), fen(1250), '', { choice: 'qrAlipay' }),
  code: () => shop.payments.chargeCode(randomUUID(), fen(1250), '', '134567890123456789'),
  page: () => shop.payments.serve(randomUUID(), fen(1250), '', { tradeType: 'T_JSAPI', channel, placed: () => {} }),
};

async function made(way: string): Promise<Payment> {
  const answer = await shop.during(ways[way]!());
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

describe('a payment that is asked for', () => {
  it.each(Object.keys(ways))('leaves one row with its amount and its way: %s', async (way) => {
    const { id, till } = await made(way);
    const row = { act: 'payment.collected', subject: id, after: { amount: 1250, way, till } };
    // Nobody at the till did what a payer's own phone did.
    expect(shop.audited).toEqual([way === 'page' ? { ...row, unattended: true } : row]);
  });

  it('is in the log before a byte of it leaves', async () => {
    const real = shop.gateway.chargePaymentCode.bind(shop.gateway);
    let before: unknown = null;
    shop.gateway.chargePaymentCode = async (request) => {
      before = shop.audited.map(({ subject }) => subject === request.requestNumber);
      return real(request);
    };
    await made('code');
    expect(before).toEqual([true]);
  });

  it('is not sent when its row cannot be written', async () => {
    shop.failAudit(new LedgerFault('full', 'no space left'));
    await expect(shop.during(ways['code']!())).rejects.toThrow('no space left');
    expect(shop.gateway.orders.size).toBe(0);
    await shop.pass(MINUTE);
    expect(await shop.all()).toMatchObject([{ state: 'failed', endReason: 'notSent' }]);
  });
});

it('a wish to close leaves one row with amount and way, however often it is wished', async () => {
  const { id } = await made('qr');
  await shop.payments.cancel(id);
  await shop.payments.cancel(id);
  expect(shop.audited.slice(1)).toMatchObject([
    { act: 'payment.closeRequested', subject: id, after: { amount: 1250, way: 'qr' } },
  ]);
});
