import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import { apiGenerations } from '../../shared/domain/profile.ts';
import { businessDateOf, instant, type BusinessDate } from '../../shared/domain/time.ts';
import { sampleEvent, samplePayment } from '../ledger/testing/samples.ts';
import { startMerchant, type Merchant } from '../practice/testing/merchant.ts';
import { readyFacts } from '../practice/readyFacts.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import { addProfile, deskOf, openConsole } from './testing/openConsole.ts';

/** A QR order of one wallet, made and paid behind the console's back, as another till would. */
async function paidQrOrder(merchant: Merchant, generation: string): Promise<string> {
  const number = merchant.number();
  const path = generation === 'v4' ? '/v4/trade/payment/create' : `/${generation}/trade/payment/jspay`;
  const made = await merchant.post(path, {
    req_date: merchant.today,
    req_seq_id: number,
    huifu_id: merchant.gateway.huifuId,
    trade_type: 'A_NATIVE',
    trans_amt: '12.50',
    goods_desc: '拿铁',
  });
  if (made.data['resp_code'] !== '00000100') throw new Error(made.text);
  await merchant.control(`/orders/${number}/pay`, {});
  return number;
}

/** The order as the ledger would have it. */
async function known(
  ledger: ReturnType<typeof deskOf>['ledger'],
  profileId: string,
  over: Partial<Payment>,
): Promise<Payment> {
  const now = instant(Date.now());
  const payment = samplePayment(profileId, { way: 'qr', createdAt: now, requestDate: businessDateOf(now), ...over });
  await ledger.insertPayment(payment, sampleEvent());
  await ledger.movePayment(payment.id, 'created', 'paid', {}, sampleEvent({ to: 'paid' }));
  return payment;
}

it.each(apiGenerations)('an aggregated order is refunded and followed to its end by %s', async (generation) => {
  const merchant = await startMerchant({ timing: { bookingMs: 0, refundMs: 0 } });
  const dir = await mkdtemp(join(tmpdir(), 'hc-routes-'));
  const shop = await openConsole({ dir, vault: createMemoryVault() });
  const { gateway } = merchant;
  try {
    const profile = await addProfile(shop, readyFacts(gateway), { generation });
    const { refunds, ledger } = deskOf(shop);
    const number = await paidQrOrder(merchant, generation);
    const requestDate = merchant.today as BusinessDate;
    const own = { id: number, requestNumber: number, huifuId: gateway.huifuId, requestDate, amount: fen(1250) };
    const payment = await known(ledger, profile.id, own);
    const shown = await refunds.prepare({ paymentId: payment.id, amount: fen(450) });
    if (!shown.ok) throw new Error(shown.error.code);
    const wish = { paymentId: payment.id, number: shown.data.number, amount: fen(450), reason: '商品退货' };
    const made = await refunds.request({ ...wish, tail: number.slice(-4), approvalId: null });
    expect(made).toMatchObject({ data: { route: generation, state: 'refunding', fee: 1 } });
    await vi.waitFor(async () => expect((await ledger.refund(wish.number))!.state).toBe('refunded'), {
      timeout: 10_000,
    });
    // What the ledger did not know before, the query before the refund has told.
    expect(await ledger.payment(payment.id)).toMatchObject({ fee: 5, booking: 'booked', refunded: 450 });
  } finally {
    await shop.close();
    await rm(dir, { recursive: true, force: true });
  }
});
