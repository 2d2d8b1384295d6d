import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { instant, type BusinessDate } from '../../shared/domain/time.ts';
import { createPaymentGateway } from '../gateway/index.ts';
import { startMerchant } from '../practice/testing/merchant.ts';
import { readyFacts } from '../practice/readyFacts.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import type { Desk } from './desk.ts';
import { addProfile, deskOf, openConsole } from './testing/openConsole.ts';

/** Compares a day by hand, to its end. */
async function compare({ reconciliation, jobs }: Desk, day: BusinessDate) {
  const started = reconciliation.compare(day);
  if (!started.ok) throw new Error(started.error.code);
  await vi.waitFor(() => expect(jobs.list().find(({ id }) => id === started.data.id)?.state).toBe('done'), 20_000);
  return (await reconciliation.day(day)).overview;
}

it('a refund made in Huifu’s portal comes by the statement, is taken over once, and the day agrees', async () => {
  const merchant = await startMerchant({ timing: { bookingMs: 0, refundMs: 0 } });
  const dir = await mkdtemp(join(tmpdir(), 'hc-elsewhere-'));
  const vault = createMemoryVault();
  const shop = await openConsole({ dir, vault });
  const { gateway } = merchant;
  try {
    const profile = await addProfile(shop, readyFacts(gateway));
    const desk = deskOf(shop);
    const { payments, refunds, statements, reconciliation, ledger } = desk;
    await statements.compareItself(false);
    const charged = await payments.collect(randomUUID(), fen(1250), '');
    if (!charged.ok) throw new Error(charged.error.code);
    const { id } = charged.data;
    await merchant.control(`/orders/${id}/pay`, {});
    await vi.waitFor(async () => expect((await ledger.payment(id))!.state).toBe('paid'), 20_000);

    // Behind the console's back, with the merchant's own key.
    const signer = await vault.signer(profile.keyId);
    if (!signer.ok || !signer.data) throw new Error('no key');
    const portal = createPaymentGateway(
      { profile, signer: signer.data },
      { fetch, now: () => instant(Date.now()), onAnswer: () => {} },
    );
    const day = merchant.today as BusinessDate;
    const number = merchant.number();
    const sent = await portal.refund({
      route: 'hosting',
      call: { requestDate: day, requestNumber: number },
      payment: (await ledger.payment(id))!,
      amount: fen(450),
      reason: '',
      notifyUrl: null,
    });
    expect(sent.kind).toBe('accepted');
    // Until it has ended it would stand in the statement as one that is on its way.
    await vi.waitFor(async () => {
      const own = { requestDate: day, requestNumber: merchant.number() };
      const call = { requestDate: day, requestNumber: number };
      const asked = await portal.queryRefund(own, { route: 'hosting', call, amount: fen(450) });
      expect(asked).toMatchObject({ value: { news: 'refunded' } });
    }, 10_000);

    const file = join(dir, 'trade.csv');
    await writeFile(
      file,
      Buffer.from(await (await fetch(`${gateway.controlUrl}/statements/${day}/trade`)).arrayBuffer()),
    );
    expect(await statements.importPaths([file])).toMatchObject([{ state: 'stored', statement: { kind: 'trade' } }]);
    expect(await compare(desk, day)).toMatchObject({ state: 'open', open: 1 });
    const [difference] = (await reconciliation.list({ day }, null, 10)).rows;
    expect(difference).toMatchObject({ outcome: 'MISS-US', kind: 'refund', requestNumber: number });
    const taken = await reconciliation.differences.adoptRefund(difference!.id, null);
    expect(taken).toMatchObject({ ok: true, data: { adoptable: false, paymentId: id } });
    expect(await ledger.refund(number)).toMatchObject({ origin: 'elsewhere', state: 'refunded', amount: 450 });
    expect(await ledger.payment(id)).toMatchObject({ refunded: 450 });

    expect(await compare(desk, day)).toMatchObject({ state: 'clear', open: 0 });
    expect(await refunds.adopt(id)).toMatchObject({ ok: false, error: { code: 'stateChanged' } });
    const log = await desk.audit.list({}, null, 50);
    expect(log.rows.map(({ act }) => act)).toEqual(expect.arrayContaining(['refund.adopted', 'refund.ended']));
  } finally {
    await shop.close();
    await rm(dir, { recursive: true, force: true });
  }
});
