import { createPrivateKey, sign } from 'node:crypto';
import { join } from 'node:path';
import { createPaymentGateway } from '../../main/gateway/index.ts';
import { openLedger } from '../../main/ledger/index.ts';
import { sampleEvent, samplePayment, sampleProfile } from '../../main/ledger/testing/samples.ts';
import type { Ledger } from '../../main/ledger/types.ts';
import { fen } from '../../shared/domain/money.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { newRequestNumber } from '../../shared/domain/requestNumber.ts';
import { businessDateOf, instant } from '../../shared/domain/time.ts';
import type { PracticeProcess } from '../practiceProcess.ts';

const MINUTE = 60_000;

/** Writes into the ledger of a console that is not running. */
export async function withLedger(
  userDataDir: string,
  work: (ledger: Ledger, profile: Profile) => Promise<void>,
): Promise<void> {
  const opened = await openLedger({ dir: join(userDataDir, 'ledger'), name: 'live' });
  if (!opened.ok) throw new Error(opened.error.kind);
  const [profile] = await opened.data.profiles();
  await work(opened.data, profile!);
  await opened.data.close();
}

/** An order of the QR code of one wallet, made `minutes` ago; only the ledger knows it. */
export async function writeScanOrder(
  ledger: Ledger,
  profile: Profile,
  order: Pick<Payment, 'method' | 'amount'> & { minutes: number },
): Promise<Payment> {
  const at = instant(Date.now() - order.minutes * MINUTE);
  const payment = samplePayment(profile.id, {
    huifuId: profile.huifuId,
    requestNumber: newRequestNumber('payment', at, '01'),
    way: 'qr',
    method: order.method,
    state: 'waiting',
    amount: order.amount,
    link: 'https://qr.example/1',
    createdAt: at,
    expiresAt: instant(Date.now() + 60 * MINUTE),
  });
  await ledger.insertPayment(payment, sampleEvent({ at, to: 'waiting' }));
  return payment;
}

/** Hosted orders that were made `minutes` ago, there and here, as an earlier hour has left them. */
export async function writeOldOrders(
  ledger: Ledger,
  profile: Profile,
  gateway: PracticeProcess,
  amounts: number[],
  minutes: number,
): Promise<Payment[]> {
  const key = createPrivateKey({
    key: Buffer.from(gateway.merchant_private_key, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const signer = {
    sign: (text: string) => sign('sha256', Buffer.from(text, 'utf8'), key).toString('base64'),
    publicKey: '',
    fingerprint: '',
    bits: 2048,
  };
  const shop = createPaymentGateway({ profile, signer }, { fetch, now: () => instant(Date.now()) });
  const payments: Payment[] = [];
  for (const amount of amounts) {
    const at = instant(Date.now() - minutes * MINUTE);
    const requestDate = businessDateOf(instant(Date.now()));
    const requestNumber = newRequestNumber('payment', at, '01');
    const expiresAt = instant(Date.now() + (minutes + 30) * MINUTE);
    const order = { requestDate, requestNumber, amount: fen(amount), goods: '旧单', expiresAt };
    const made = await shop.createHostedPayment(order);
    if (made.kind !== 'accepted') throw new Error(made.kind);
    const payment = samplePayment(profile.id, {
      huifuId: profile.huifuId,
      requestDate,
      requestNumber,
      state: 'waiting',
      amount: fen(amount),
      link: made.value.link,
      createdAt: at,
      expiresAt: instant(Date.now() + 30 * MINUTE),
    });
    await ledger.insertPayment(payment, sampleEvent({ at, to: 'waiting' }));
    payments.push(payment);
  }
  await gateway.advance(minutes * 60);
  return payments;
}

/** Another shop of the same console, with a payment of its own. */
export async function writeOtherShop(ledger: Ledger, name: string, walletNumber: string): Promise<void> {
  await ledger.saveProfile(sampleProfile('other', { name, environment: 'live', keyId: 'none' }));
  await ledger.insertPayment(
    samplePayment('other', { state: 'paid', method: 'wechat', walletNumber }),
    sampleEvent({ to: 'paid' }),
  );
}
